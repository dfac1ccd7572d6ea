-- Written by Callveil next (HEAD), see test/support/write-formats.mjs.
CREATE TABLE message (
    id TEXT PRIMARY KEY, reference TEXT, app TEXT NOT NULL, received INTEGER NOT NULL, stage TEXT NOT NULL,
    due INTEGER NOT NULL, attempts INTEGER NOT NULL, trunk TEXT, carrier TEXT, result TEXT, ended INTEGER,
    reported INTEGER NOT NULL, body TEXT NOT NULL, filed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO message VALUES ('over', 'ref-2', 'key-AXB', 1795424400000, 'ended', 1795424400000, 0, NULL, 'c-1', 'sent', 1795424401000, 0, '{"id":"over","appKey":"key-AXB","subscriptionId":"binding-1","receivedAt":1795424400000,"from":"+8613800000001","to":"+8613800000002","x":"+8675500000101","display":"+8675500000101","text":"hello","parts":1,"expiresAt":1795428000000}', 0);
INSERT INTO message VALUES ('waiting', 'ref-1', 'key-AXB', 1795424400000, 'kept', 1795424400000, 0, NULL, NULL, NULL, NULL, 0, '{"id":"waiting","appKey":"key-AXB","subscriptionId":"binding-1","receivedAt":1795424400000,"from":"+8613800000001","to":"+8613800000002","x":"+8675500000101","display":"+8675500000101","text":"hello","parts":1,"expiresAt":1795428000000}', 0);
CREATE UNIQUE INDEX message_reference ON message (reference) WHERE reference IS NOT NULL;
CREATE INDEX message_due ON message (due) WHERE stage = 'kept';
CREATE INDEX message_left ON message (received) WHERE stage = 'sending' OR reported = 0;
CREATE INDEX message_carrier ON message (trunk, carrier) WHERE carrier IS NOT NULL;
CREATE INDEX message_received ON message (received);
CREATE INDEX message_unfiled ON message (ended) WHERE stage = 'ended' AND filed = 0;
PRAGMA user_version = 1;
