-- Written by Callveil next (HEAD), see test/support/write-formats.mjs.
CREATE TABLE message (
    id INTEGER PRIMARY KEY, app TEXT NOT NULL, channel TEXT NOT NULL, grp TEXT NOT NULL,
    body TEXT NOT NULL, failures INTEGER NOT NULL, due INTEGER NOT NULL, at INTEGER NOT NULL DEFAULT 0);
INSERT INTO message VALUES (1, 'key-AXB', 'status', 'session-1', '{"event":1}', 0, 0, 1795424400000);
INSERT INTO message VALUES (2, 'key-AXB', 'status', 'session-1', '{"event":2}', 3, 1795424401000, 1795424400000);
CREATE TABLE record (
    id INTEGER PRIMARY KEY, session TEXT NOT NULL, app TEXT NOT NULL, ended INTEGER NOT NULL,
    recording TEXT, body TEXT NOT NULL);
INSERT INTO record VALUES (1, 'session-1', 'key-AXB', 1795424460000, 'a.wav', '{"direction":0,"appKey":"key-AXB","bindNum":"+8675500000101","sessionId":"session-1","subscriptionId":"binding-1","callerNum":"+8613800000001","calleeNum":"+8675500000101","fwdDisplayNum":"+8675500000101","fwdDstNum":"+8613800000002","callInTime":"2026-11-23 09:00:00","fwdAnswerTime":"2026-11-23 09:00:10","ulFailReason":0,"sipStatusCode":0,"fwdUnaswRsn":0}');
CREATE TABLE call (session TEXT PRIMARY KEY, app TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO call VALUES ('session-2', 'key-AXB', '{"sessionId":"session-2"}');
CREATE TABLE dialogs (session TEXT PRIMARY KEY, caller TEXT, callee TEXT) WITHOUT ROWID;
INSERT INTO dialogs VALUES ('session-2', '{"id":"d1"}', NULL);
CREATE TABLE alive (id INTEGER PRIMARY KEY CHECK (id = 0), at INTEGER NOT NULL);
INSERT INTO alive VALUES (0, 1795424490000);
CREATE TABLE event (
    id INTEGER PRIMARY KEY, app TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, grp TEXT NOT NULL,
    body TEXT NOT NULL);
CREATE TABLE undelivered (
    id INTEGER PRIMARY KEY, app TEXT NOT NULL, channel TEXT NOT NULL, grp TEXT NOT NULL, body TEXT NOT NULL,
    failures INTEGER NOT NULL, at INTEGER NOT NULL, because TEXT NOT NULL);
CREATE TABLE forgotten (app TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sequence (one INTEGER PRIMARY KEY CHECK (one = 0), name TEXT NOT NULL, last INTEGER NOT NULL);
INSERT INTO sequence VALUES (0, 'e9e787635a2', 2);
CREATE TABLE unfiled (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
CREATE INDEX message_receiver ON message (app, channel, id);
CREATE INDEX message_group ON message (grp, id);
CREATE INDEX record_session ON record (session);
CREATE INDEX record_ended ON record (ended);
CREATE INDEX record_recording ON record (recording) WHERE recording IS NOT NULL;
CREATE INDEX event_app ON event (app, id);
CREATE INDEX event_at ON event (at);
CREATE INDEX undelivered_app ON undelivered (app, id);
PRAGMA user_version = 1;
