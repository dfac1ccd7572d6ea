-- Written by Callveil next (HEAD), see test/support/write-formats.mjs.
CREATE TABLE record (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, ended INTEGER NOT NULL,
    app TEXT NOT NULL, binding TEXT, caller TEXT, x TEXT, dialled TEXT, display TEXT, callee TEXT, trunk_in TEXT,
    trunk_out TEXT, ending TEXT NOT NULL, talk INTEGER NOT NULL, details TEXT NOT NULL);
INSERT INTO record VALUES (1, 'call', 'session-1', 1795424400000, 1795424460000, 'key-AXB', NULL, '+8613800000001', '+8675500000101', NULL, NULL, '+8613800000002', 'in', 'out', 'caller-hung-up', 50000, '{"answeredAt":1795424410000,"releasedBy":1}');
CREATE TABLE party (
    number INTEGER NOT NULL, at INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (number, at, seq)) WITHOUT ROWID;
INSERT INTO party VALUES (8613800000001, 1795424400000, 1);
INSERT INTO party VALUES (8613800000002, 1795424400000, 1);
INSERT INTO party VALUES (8675500000101, 1795424400000, 1);
CREATE TABLE tally (
    scope TEXT NOT NULL, dimension TEXT NOT NULL, hour INTEGER NOT NULL, value TEXT NOT NULL, ending TEXT NOT NULL,
    calls INTEGER NOT NULL, answered INTEGER NOT NULL, talk INTEGER NOT NULL, rang INTEGER NOT NULL,
    delay INTEGER NOT NULL, PRIMARY KEY (scope, dimension, hour, value, ending)) WITHOUT ROWID;
INSERT INTO tally VALUES ('', '', 498729, '', 'caller-hung-up', 1, 1, 50000, 0, 0);
INSERT INTO tally VALUES ('', 'application', 498729, 'key-AXB', '', 1, 1, 50000, 0, 0);
INSERT INTO tally VALUES ('', 'calleeTrunk', 498729, 'out', 'caller-hung-up', 1, 1, 50000, 0, 0);
INSERT INTO tally VALUES ('', 'callerTrunk', 498729, 'in', 'caller-hung-up', 1, 1, 50000, 0, 0);
INSERT INTO tally VALUES ('', 'city', 498729, '', 'caller-hung-up', 1, 1, 50000, 0, 0);
INSERT INTO tally VALUES ('key-AXB', '', 498729, '', 'caller-hung-up', 1, 1, 50000, 0, 0);
INSERT INTO tally VALUES ('key-AXB', 'calleeTrunk', 498729, 'out', '', 1, 1, 50000, 0, 0);
INSERT INTO tally VALUES ('key-AXB', 'callerTrunk', 498729, 'in', '', 1, 1, 50000, 0, 0);
INSERT INTO tally VALUES ('key-AXB', 'city', 498729, '', '', 1, 1, 50000, 0, 0);
CREATE UNIQUE INDEX record_id ON record (id, kind);
CREATE INDEX record_at ON record (at);
CREATE INDEX record_kind ON record (kind, at) WHERE kind <> 'call';
CREATE INDEX record_app ON record (app, at);
CREATE INDEX record_ending ON record (ending, at);
CREATE INDEX record_binding ON record (binding, at) WHERE binding IS NOT NULL;
CREATE INDEX record_trunk_in ON record (trunk_in, at) WHERE trunk_in IS NOT NULL;
CREATE INDEX record_trunk_out ON record (trunk_out, at) WHERE trunk_out IS NOT NULL;
PRAGMA user_version = 1;
