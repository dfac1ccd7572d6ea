/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const recorder = $root.recorder = (() => {

    /**
     * Namespace recorder.
     * @exports recorder
     * @namespace
     */
    const recorder = {};

    recorder.ToRecorder = (function() {

        /**
         * Properties of a ToRecorder.
         * @typedef {Object} recorder.ToRecorder.$Properties
         * @property {number|null} [id] ToRecorder id
         * @property {recorder.Initialise.$Properties|null} [initialise] ToRecorder initialise
         * @property {recorder.Record.$Properties|null} [record] ToRecorder record
         * @property {recorder.Stop.$Properties|null} [stop] ToRecorder stop
         * @property {recorder.Ping.$Properties|null} [ping] ToRecorder ping
         * @property {recorder.Close.$Properties|null} [close] ToRecorder close
         * @property {"initialise"|"record"|"stop"|"ping"|"close"} [request] ToRecorder request
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToRecorder.
         * @memberof recorder
         * @interface IToRecorder
         * @augments recorder.ToRecorder.$Properties
         * @deprecated Use recorder.ToRecorder.$Properties instead.
         */

        /**
         * Narrowed shape of a ToRecorder.
         * @typedef {{
         *   id?: number|null;
         *   initialise?: recorder.Initialise.$Shape|null;
         *   record?: recorder.Record.$Shape|null;
         *   stop?: recorder.Stop.$Shape|null;
         *   ping?: recorder.Ping.$Shape|null;
         *   close?: recorder.Close.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ request?: undefined; initialise?: null; record?: null; stop?: null; ping?: null; close?: null }|{ request?: "initialise"; initialise: recorder.Initialise.$Shape; record?: null; stop?: null; ping?: null; close?: null }|{ request?: "record"; initialise?: null; record: recorder.Record.$Shape; stop?: null; ping?: null; close?: null }|{ request?: "stop"; initialise?: null; record?: null; stop: recorder.Stop.$Shape; ping?: null; close?: null }|{ request?: "ping"; initialise?: null; record?: null; stop?: null; ping: recorder.Ping.$Shape; close?: null }|{ request?: "close"; initialise?: null; record?: null; stop?: null; ping?: null; close: recorder.Close.$Shape })
         * )} recorder.ToRecorder.$Shape
         */

        /**
         * Constructs a new ToRecorder.
         * @memberof recorder
         * @classdesc Represents a ToRecorder.
         * @constructor
         * @param {recorder.ToRecorder.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToRecorder = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToRecorder id.
         * @member {number} id
         * @memberof recorder.ToRecorder
         * @instance
         */
        ToRecorder.prototype.id = 0;

        /**
         * ToRecorder initialise.
         * @member {recorder.Initialise.$Properties|null|undefined} initialise
         * @memberof recorder.ToRecorder
         * @instance
         */
        ToRecorder.prototype.initialise = null;

        /**
         * ToRecorder record.
         * @member {recorder.Record.$Properties|null|undefined} record
         * @memberof recorder.ToRecorder
         * @instance
         */
        ToRecorder.prototype.record = null;

        /**
         * ToRecorder stop.
         * @member {recorder.Stop.$Properties|null|undefined} stop
         * @memberof recorder.ToRecorder
         * @instance
         */
        ToRecorder.prototype.stop = null;

        /**
         * ToRecorder ping.
         * @member {recorder.Ping.$Properties|null|undefined} ping
         * @memberof recorder.ToRecorder
         * @instance
         */
        ToRecorder.prototype.ping = null;

        /**
         * ToRecorder close.
         * @member {recorder.Close.$Properties|null|undefined} close
         * @memberof recorder.ToRecorder
         * @instance
         */
        ToRecorder.prototype.close = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToRecorder request.
         * @member {"initialise"|"record"|"stop"|"ping"|"close"|undefined} request
         * @memberof recorder.ToRecorder
         * @instance
         */
        $Object.defineProperty(ToRecorder.prototype, "request", {
            get: $util.oneOfGetter($oneOfFields = ["initialise", "record", "stop", "ping", "close"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new ToRecorder instance using the specified properties.
         * @function create
         * @memberof recorder.ToRecorder
         * @static
         * @param {recorder.ToRecorder.$Properties=} [properties] Properties to set
         * @returns {recorder.ToRecorder} ToRecorder instance
         * @type {{
         *   (properties: recorder.ToRecorder.$Shape): recorder.ToRecorder & recorder.ToRecorder.$Shape;
         *   (properties?: recorder.ToRecorder.$Properties): recorder.ToRecorder;
         * }}
         */
        ToRecorder.create = function(properties) {
            return new ToRecorder(properties);
        };

        /**
         * Encodes the specified ToRecorder message. Does not implicitly {@link recorder.ToRecorder.verify|verify} messages.
         * @function encode
         * @memberof recorder.ToRecorder
         * @static
         * @param {recorder.ToRecorder.$Properties} message ToRecorder message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToRecorder.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.id);
            if (message.initialise != null && $Object.hasOwnProperty.call(message, "initialise"))
                $root.recorder.Initialise.encode(message.initialise, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.record != null && $Object.hasOwnProperty.call(message, "record"))
                $root.recorder.Record.encode(message.record, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.stop != null && $Object.hasOwnProperty.call(message, "stop"))
                $root.recorder.Stop.encode(message.stop, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                $root.recorder.Ping.encode(message.ping, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.close != null && $Object.hasOwnProperty.call(message, "close"))
                $root.recorder.Close.encode(message.close, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToRecorder message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.ToRecorder
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.ToRecorder & recorder.ToRecorder.$Shape} ToRecorder
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToRecorder.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.ToRecorder();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.initialise = $root.recorder.Initialise.decode(reader, reader.size(), $undefined, _depth + 1, message.initialise);
                        message.request = "initialise";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.record = $root.recorder.Record.decode(reader, reader.size(), $undefined, _depth + 1, message.record);
                        message.request = "record";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.stop = $root.recorder.Stop.decode(reader, reader.size(), $undefined, _depth + 1, message.stop);
                        message.request = "stop";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.ping = $root.recorder.Ping.decode(reader, reader.size(), $undefined, _depth + 1, message.ping);
                        message.request = "ping";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.close = $root.recorder.Close.decode(reader, reader.size(), $undefined, _depth + 1, message.close);
                        message.request = "close";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies a ToRecorder message.
         * @function verify
         * @memberof recorder.ToRecorder
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        ToRecorder.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            let properties = {};
            if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                if (!$util.isInteger(message.id))
                    return "id: integer expected";
            if (message.initialise != null && $Object.hasOwnProperty.call(message, "initialise")) {
                properties.request = 1;
                {
                    let error = $root.recorder.Initialise.verify(message.initialise, _depth + 1);
                    if (error)
                        return "initialise." + error;
                }
            }
            if (message.record != null && $Object.hasOwnProperty.call(message, "record")) {
                if (properties.request === 1)
                    return "request: multiple values";
                properties.request = 1;
                {
                    let error = $root.recorder.Record.verify(message.record, _depth + 1);
                    if (error)
                        return "record." + error;
                }
            }
            if (message.stop != null && $Object.hasOwnProperty.call(message, "stop")) {
                if (properties.request === 1)
                    return "request: multiple values";
                properties.request = 1;
                {
                    let error = $root.recorder.Stop.verify(message.stop, _depth + 1);
                    if (error)
                        return "stop." + error;
                }
            }
            if (message.ping != null && $Object.hasOwnProperty.call(message, "ping")) {
                if (properties.request === 1)
                    return "request: multiple values";
                properties.request = 1;
                {
                    let error = $root.recorder.Ping.verify(message.ping, _depth + 1);
                    if (error)
                        return "ping." + error;
                }
            }
            if (message.close != null && $Object.hasOwnProperty.call(message, "close")) {
                if (properties.request === 1)
                    return "request: multiple values";
                properties.request = 1;
                {
                    let error = $root.recorder.Close.verify(message.close, _depth + 1);
                    if (error)
                        return "close." + error;
                }
            }
            return null;
        };

        return ToRecorder;
    })();

    recorder.Initialise = (function() {

        /**
         * Properties of an Initialise.
         * @typedef {Object} recorder.Initialise.$Properties
         * @property {string|null} [directory] Initialise directory
         * @property {string|null} [mediaSocket] Initialise mediaSocket
         * @property {number|null} [retentionHours] Initialise retentionHours
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Initialise.
         * @memberof recorder
         * @interface IInitialise
         * @augments recorder.Initialise.$Properties
         * @deprecated Use recorder.Initialise.$Properties instead.
         */

        /**
         * Shape of an Initialise.
         * @typedef {recorder.Initialise.$Properties} recorder.Initialise.$Shape
         */

        /**
         * Constructs a new Initialise.
         * @memberof recorder
         * @classdesc Represents an Initialise.
         * @constructor
         * @param {recorder.Initialise.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Initialise = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Initialise directory.
         * @member {string} directory
         * @memberof recorder.Initialise
         * @instance
         */
        Initialise.prototype.directory = "";

        /**
         * Initialise mediaSocket.
         * @member {string} mediaSocket
         * @memberof recorder.Initialise
         * @instance
         */
        Initialise.prototype.mediaSocket = "";

        /**
         * Initialise retentionHours.
         * @member {number} retentionHours
         * @memberof recorder.Initialise
         * @instance
         */
        Initialise.prototype.retentionHours = 0;

        /**
         * Creates a new Initialise instance using the specified properties.
         * @function create
         * @memberof recorder.Initialise
         * @static
         * @param {recorder.Initialise.$Properties=} [properties] Properties to set
         * @returns {recorder.Initialise} Initialise instance
         * @type {{
         *   (properties: recorder.Initialise.$Shape): recorder.Initialise & recorder.Initialise.$Shape;
         *   (properties?: recorder.Initialise.$Properties): recorder.Initialise;
         * }}
         */
        Initialise.create = function(properties) {
            return new Initialise(properties);
        };

        /**
         * Encodes the specified Initialise message. Does not implicitly {@link recorder.Initialise.verify|verify} messages.
         * @function encode
         * @memberof recorder.Initialise
         * @static
         * @param {recorder.Initialise.$Properties} message Initialise message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Initialise.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.directory != null && $Object.hasOwnProperty.call(message, "directory") && message.directory !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.directory);
            if (message.mediaSocket != null && $Object.hasOwnProperty.call(message, "mediaSocket") && message.mediaSocket !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.mediaSocket);
            if (message.retentionHours != null && $Object.hasOwnProperty.call(message, "retentionHours") && !$Object.is(message.retentionHours, 0))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.retentionHours);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Initialise message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.Initialise
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.Initialise & recorder.Initialise.$Shape} Initialise
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Initialise.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.Initialise();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.directory = value;
                        else
                            delete message.directory;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mediaSocket = value;
                        else
                            delete message.mediaSocket;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.retentionHours = value;
                        else
                            delete message.retentionHours;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies an Initialise message.
         * @function verify
         * @memberof recorder.Initialise
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        Initialise.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            if (message.directory != null && $Object.hasOwnProperty.call(message, "directory"))
                if (!$util.isString(message.directory))
                    return "directory: string expected";
            if (message.mediaSocket != null && $Object.hasOwnProperty.call(message, "mediaSocket"))
                if (!$util.isString(message.mediaSocket))
                    return "mediaSocket: string expected";
            if (message.retentionHours != null && $Object.hasOwnProperty.call(message, "retentionHours"))
                if (typeof message.retentionHours !== "number")
                    return "retentionHours: number expected";
            return null;
        };

        return Initialise;
    })();

    recorder.Record = (function() {

        /**
         * Properties of a Record.
         * @typedef {Object} recorder.Record.$Properties
         * @property {number|null} [recordingId] Record recordingId
         * @property {string|null} [fileName] Record fileName
         * @property {number|null} [begunAtMilliseconds] Record begunAtMilliseconds
         * @property {boolean|null} [resume] Record resume
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Record.
         * @memberof recorder
         * @interface IRecord
         * @augments recorder.Record.$Properties
         * @deprecated Use recorder.Record.$Properties instead.
         */

        /**
         * Shape of a Record.
         * @typedef {recorder.Record.$Properties} recorder.Record.$Shape
         */

        /**
         * Constructs a new Record.
         * @memberof recorder
         * @classdesc Represents a Record.
         * @constructor
         * @param {recorder.Record.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Record = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Record recordingId.
         * @member {number} recordingId
         * @memberof recorder.Record
         * @instance
         */
        Record.prototype.recordingId = 0;

        /**
         * Record fileName.
         * @member {string} fileName
         * @memberof recorder.Record
         * @instance
         */
        Record.prototype.fileName = "";

        /**
         * Record begunAtMilliseconds.
         * @member {number} begunAtMilliseconds
         * @memberof recorder.Record
         * @instance
         */
        Record.prototype.begunAtMilliseconds = 0;

        /**
         * Record resume.
         * @member {boolean} resume
         * @memberof recorder.Record
         * @instance
         */
        Record.prototype.resume = false;

        /**
         * Creates a new Record instance using the specified properties.
         * @function create
         * @memberof recorder.Record
         * @static
         * @param {recorder.Record.$Properties=} [properties] Properties to set
         * @returns {recorder.Record} Record instance
         * @type {{
         *   (properties: recorder.Record.$Shape): recorder.Record & recorder.Record.$Shape;
         *   (properties?: recorder.Record.$Properties): recorder.Record;
         * }}
         */
        Record.create = function(properties) {
            return new Record(properties);
        };

        /**
         * Encodes the specified Record message. Does not implicitly {@link recorder.Record.verify|verify} messages.
         * @function encode
         * @memberof recorder.Record
         * @static
         * @param {recorder.Record.$Properties} message Record message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Record.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.recordingId != null && $Object.hasOwnProperty.call(message, "recordingId") && message.recordingId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.recordingId);
            if (message.fileName != null && $Object.hasOwnProperty.call(message, "fileName") && message.fileName !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.fileName);
            if (message.begunAtMilliseconds != null && $Object.hasOwnProperty.call(message, "begunAtMilliseconds") && !$Object.is(message.begunAtMilliseconds, 0))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.begunAtMilliseconds);
            if (message.resume != null && $Object.hasOwnProperty.call(message, "resume") && message.resume !== false)
                writer.uint32(/* id 4, wireType 0 =*/32).bool(message.resume);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Record message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.Record
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.Record & recorder.Record.$Shape} Record
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Record.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.Record();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.recordingId = value;
                        else
                            delete message.recordingId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.fileName = value;
                        else
                            delete message.fileName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.begunAtMilliseconds = value;
                        else
                            delete message.begunAtMilliseconds;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.resume = value;
                        else
                            delete message.resume;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies a Record message.
         * @function verify
         * @memberof recorder.Record
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        Record.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            if (message.recordingId != null && $Object.hasOwnProperty.call(message, "recordingId"))
                if (!$util.isInteger(message.recordingId))
                    return "recordingId: integer expected";
            if (message.fileName != null && $Object.hasOwnProperty.call(message, "fileName"))
                if (!$util.isString(message.fileName))
                    return "fileName: string expected";
            if (message.begunAtMilliseconds != null && $Object.hasOwnProperty.call(message, "begunAtMilliseconds"))
                if (typeof message.begunAtMilliseconds !== "number")
                    return "begunAtMilliseconds: number expected";
            if (message.resume != null && $Object.hasOwnProperty.call(message, "resume"))
                if (typeof message.resume !== "boolean")
                    return "resume: boolean expected";
            return null;
        };

        return Record;
    })();

    recorder.Stop = (function() {

        /**
         * Properties of a Stop.
         * @typedef {Object} recorder.Stop.$Properties
         * @property {number|null} [recordingId] Stop recordingId
         * @property {number|null} [endedAtMilliseconds] Stop endedAtMilliseconds
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Stop.
         * @memberof recorder
         * @interface IStop
         * @augments recorder.Stop.$Properties
         * @deprecated Use recorder.Stop.$Properties instead.
         */

        /**
         * Shape of a Stop.
         * @typedef {recorder.Stop.$Properties} recorder.Stop.$Shape
         */

        /**
         * Constructs a new Stop.
         * @memberof recorder
         * @classdesc Represents a Stop.
         * @constructor
         * @param {recorder.Stop.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Stop = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Stop recordingId.
         * @member {number} recordingId
         * @memberof recorder.Stop
         * @instance
         */
        Stop.prototype.recordingId = 0;

        /**
         * Stop endedAtMilliseconds.
         * @member {number} endedAtMilliseconds
         * @memberof recorder.Stop
         * @instance
         */
        Stop.prototype.endedAtMilliseconds = 0;

        /**
         * Creates a new Stop instance using the specified properties.
         * @function create
         * @memberof recorder.Stop
         * @static
         * @param {recorder.Stop.$Properties=} [properties] Properties to set
         * @returns {recorder.Stop} Stop instance
         * @type {{
         *   (properties: recorder.Stop.$Shape): recorder.Stop & recorder.Stop.$Shape;
         *   (properties?: recorder.Stop.$Properties): recorder.Stop;
         * }}
         */
        Stop.create = function(properties) {
            return new Stop(properties);
        };

        /**
         * Encodes the specified Stop message. Does not implicitly {@link recorder.Stop.verify|verify} messages.
         * @function encode
         * @memberof recorder.Stop
         * @static
         * @param {recorder.Stop.$Properties} message Stop message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Stop.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.recordingId != null && $Object.hasOwnProperty.call(message, "recordingId") && message.recordingId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.recordingId);
            if (message.endedAtMilliseconds != null && $Object.hasOwnProperty.call(message, "endedAtMilliseconds") && !$Object.is(message.endedAtMilliseconds, 0))
                writer.uint32(/* id 2, wireType 1 =*/17).double(message.endedAtMilliseconds);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Stop message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.Stop
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.Stop & recorder.Stop.$Shape} Stop
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Stop.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.Stop();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.recordingId = value;
                        else
                            delete message.recordingId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.endedAtMilliseconds = value;
                        else
                            delete message.endedAtMilliseconds;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies a Stop message.
         * @function verify
         * @memberof recorder.Stop
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        Stop.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            if (message.recordingId != null && $Object.hasOwnProperty.call(message, "recordingId"))
                if (!$util.isInteger(message.recordingId))
                    return "recordingId: integer expected";
            if (message.endedAtMilliseconds != null && $Object.hasOwnProperty.call(message, "endedAtMilliseconds"))
                if (typeof message.endedAtMilliseconds !== "number")
                    return "endedAtMilliseconds: number expected";
            return null;
        };

        return Stop;
    })();

    recorder.Ping = (function() {

        /**
         * Properties of a Ping.
         * @typedef {Object} recorder.Ping.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Ping.
         * @memberof recorder
         * @interface IPing
         * @augments recorder.Ping.$Properties
         * @deprecated Use recorder.Ping.$Properties instead.
         */

        /**
         * Shape of a Ping.
         * @typedef {recorder.Ping.$Properties} recorder.Ping.$Shape
         */

        /**
         * Constructs a new Ping.
         * @memberof recorder
         * @classdesc Represents a Ping.
         * @constructor
         * @param {recorder.Ping.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Ping = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Creates a new Ping instance using the specified properties.
         * @function create
         * @memberof recorder.Ping
         * @static
         * @param {recorder.Ping.$Properties=} [properties] Properties to set
         * @returns {recorder.Ping} Ping instance
         * @type {{
         *   (properties: recorder.Ping.$Shape): recorder.Ping & recorder.Ping.$Shape;
         *   (properties?: recorder.Ping.$Properties): recorder.Ping;
         * }}
         */
        Ping.create = function(properties) {
            return new Ping(properties);
        };

        /**
         * Encodes the specified Ping message. Does not implicitly {@link recorder.Ping.verify|verify} messages.
         * @function encode
         * @memberof recorder.Ping
         * @static
         * @param {recorder.Ping.$Properties} message Ping message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Ping.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Ping message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.Ping
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.Ping & recorder.Ping.$Shape} Ping
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Ping.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.Ping();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies a Ping message.
         * @function verify
         * @memberof recorder.Ping
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        Ping.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            return null;
        };

        return Ping;
    })();

    recorder.Close = (function() {

        /**
         * Properties of a Close.
         * @typedef {Object} recorder.Close.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Close.
         * @memberof recorder
         * @interface IClose
         * @augments recorder.Close.$Properties
         * @deprecated Use recorder.Close.$Properties instead.
         */

        /**
         * Shape of a Close.
         * @typedef {recorder.Close.$Properties} recorder.Close.$Shape
         */

        /**
         * Constructs a new Close.
         * @memberof recorder
         * @classdesc Represents a Close.
         * @constructor
         * @param {recorder.Close.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Close = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Creates a new Close instance using the specified properties.
         * @function create
         * @memberof recorder.Close
         * @static
         * @param {recorder.Close.$Properties=} [properties] Properties to set
         * @returns {recorder.Close} Close instance
         * @type {{
         *   (properties: recorder.Close.$Shape): recorder.Close & recorder.Close.$Shape;
         *   (properties?: recorder.Close.$Properties): recorder.Close;
         * }}
         */
        Close.create = function(properties) {
            return new Close(properties);
        };

        /**
         * Encodes the specified Close message. Does not implicitly {@link recorder.Close.verify|verify} messages.
         * @function encode
         * @memberof recorder.Close
         * @static
         * @param {recorder.Close.$Properties} message Close message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Close.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Close message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.Close
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.Close & recorder.Close.$Shape} Close
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Close.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.Close();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies a Close message.
         * @function verify
         * @memberof recorder.Close
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        Close.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            return null;
        };

        return Close;
    })();

    recorder.FromRecorder = (function() {

        /**
         * Properties of a FromRecorder.
         * @typedef {Object} recorder.FromRecorder.$Properties
         * @property {recorder.Reply.$Properties|null} [reply] FromRecorder reply
         * @property {recorder.Ended.$Properties|null} [ended] FromRecorder ended
         * @property {recorder.Log.$Properties|null} [log] FromRecorder log
         * @property {"reply"|"ended"|"log"} [message] FromRecorder message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FromRecorder.
         * @memberof recorder
         * @interface IFromRecorder
         * @augments recorder.FromRecorder.$Properties
         * @deprecated Use recorder.FromRecorder.$Properties instead.
         */

        /**
         * Narrowed shape of a FromRecorder.
         * @typedef {{
         *   reply?: recorder.Reply.$Shape|null;
         *   ended?: recorder.Ended.$Shape|null;
         *   log?: recorder.Log.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; reply?: null; ended?: null; log?: null }|{ message?: "reply"; reply: recorder.Reply.$Shape; ended?: null; log?: null }|{ message?: "ended"; reply?: null; ended: recorder.Ended.$Shape; log?: null }|{ message?: "log"; reply?: null; ended?: null; log: recorder.Log.$Shape })
         * )} recorder.FromRecorder.$Shape
         */

        /**
         * Constructs a new FromRecorder.
         * @memberof recorder
         * @classdesc Represents a FromRecorder.
         * @constructor
         * @param {recorder.FromRecorder.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FromRecorder = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FromRecorder reply.
         * @member {recorder.Reply.$Properties|null|undefined} reply
         * @memberof recorder.FromRecorder
         * @instance
         */
        FromRecorder.prototype.reply = null;

        /**
         * FromRecorder ended.
         * @member {recorder.Ended.$Properties|null|undefined} ended
         * @memberof recorder.FromRecorder
         * @instance
         */
        FromRecorder.prototype.ended = null;

        /**
         * FromRecorder log.
         * @member {recorder.Log.$Properties|null|undefined} log
         * @memberof recorder.FromRecorder
         * @instance
         */
        FromRecorder.prototype.log = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * FromRecorder message.
         * @member {"reply"|"ended"|"log"|undefined} message
         * @memberof recorder.FromRecorder
         * @instance
         */
        $Object.defineProperty(FromRecorder.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["reply", "ended", "log"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new FromRecorder instance using the specified properties.
         * @function create
         * @memberof recorder.FromRecorder
         * @static
         * @param {recorder.FromRecorder.$Properties=} [properties] Properties to set
         * @returns {recorder.FromRecorder} FromRecorder instance
         * @type {{
         *   (properties: recorder.FromRecorder.$Shape): recorder.FromRecorder & recorder.FromRecorder.$Shape;
         *   (properties?: recorder.FromRecorder.$Properties): recorder.FromRecorder;
         * }}
         */
        FromRecorder.create = function(properties) {
            return new FromRecorder(properties);
        };

        /**
         * Encodes the specified FromRecorder message. Does not implicitly {@link recorder.FromRecorder.verify|verify} messages.
         * @function encode
         * @memberof recorder.FromRecorder
         * @static
         * @param {recorder.FromRecorder.$Properties} message FromRecorder message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FromRecorder.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.reply != null && $Object.hasOwnProperty.call(message, "reply"))
                $root.recorder.Reply.encode(message.reply, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.ended != null && $Object.hasOwnProperty.call(message, "ended"))
                $root.recorder.Ended.encode(message.ended, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.log != null && $Object.hasOwnProperty.call(message, "log"))
                $root.recorder.Log.encode(message.log, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a FromRecorder message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.FromRecorder
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.FromRecorder & recorder.FromRecorder.$Shape} FromRecorder
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FromRecorder.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.FromRecorder();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.reply = $root.recorder.Reply.decode(reader, reader.size(), $undefined, _depth + 1, message.reply);
                        message.message = "reply";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.ended = $root.recorder.Ended.decode(reader, reader.size(), $undefined, _depth + 1, message.ended);
                        message.message = "ended";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.log = $root.recorder.Log.decode(reader, reader.size(), $undefined, _depth + 1, message.log);
                        message.message = "log";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies a FromRecorder message.
         * @function verify
         * @memberof recorder.FromRecorder
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        FromRecorder.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            let properties = {};
            if (message.reply != null && $Object.hasOwnProperty.call(message, "reply")) {
                properties.message = 1;
                {
                    let error = $root.recorder.Reply.verify(message.reply, _depth + 1);
                    if (error)
                        return "reply." + error;
                }
            }
            if (message.ended != null && $Object.hasOwnProperty.call(message, "ended")) {
                if (properties.message === 1)
                    return "message: multiple values";
                properties.message = 1;
                {
                    let error = $root.recorder.Ended.verify(message.ended, _depth + 1);
                    if (error)
                        return "ended." + error;
                }
            }
            if (message.log != null && $Object.hasOwnProperty.call(message, "log")) {
                if (properties.message === 1)
                    return "message: multiple values";
                properties.message = 1;
                {
                    let error = $root.recorder.Log.verify(message.log, _depth + 1);
                    if (error)
                        return "log." + error;
                }
            }
            return null;
        };

        return FromRecorder;
    })();

    recorder.Reply = (function() {

        /**
         * Properties of a Reply.
         * @typedef {Object} recorder.Reply.$Properties
         * @property {number|null} [id] Reply id
         * @property {string|null} [error] Reply error
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Reply.
         * @memberof recorder
         * @interface IReply
         * @augments recorder.Reply.$Properties
         * @deprecated Use recorder.Reply.$Properties instead.
         */

        /**
         * Shape of a Reply.
         * @typedef {recorder.Reply.$Properties} recorder.Reply.$Shape
         */

        /**
         * Constructs a new Reply.
         * @memberof recorder
         * @classdesc Represents a Reply.
         * @constructor
         * @param {recorder.Reply.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Reply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Reply id.
         * @member {number} id
         * @memberof recorder.Reply
         * @instance
         */
        Reply.prototype.id = 0;

        /**
         * Reply error.
         * @member {string} error
         * @memberof recorder.Reply
         * @instance
         */
        Reply.prototype.error = "";

        /**
         * Creates a new Reply instance using the specified properties.
         * @function create
         * @memberof recorder.Reply
         * @static
         * @param {recorder.Reply.$Properties=} [properties] Properties to set
         * @returns {recorder.Reply} Reply instance
         * @type {{
         *   (properties: recorder.Reply.$Shape): recorder.Reply & recorder.Reply.$Shape;
         *   (properties?: recorder.Reply.$Properties): recorder.Reply;
         * }}
         */
        Reply.create = function(properties) {
            return new Reply(properties);
        };

        /**
         * Encodes the specified Reply message. Does not implicitly {@link recorder.Reply.verify|verify} messages.
         * @function encode
         * @memberof recorder.Reply
         * @static
         * @param {recorder.Reply.$Properties} message Reply message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Reply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.id);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.error);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Reply message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.Reply
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.Reply & recorder.Reply.$Shape} Reply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Reply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.Reply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies a Reply message.
         * @function verify
         * @memberof recorder.Reply
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        Reply.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                if (!$util.isInteger(message.id))
                    return "id: integer expected";
            if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                if (!$util.isString(message.error))
                    return "error: string expected";
            return null;
        };

        return Reply;
    })();

    recorder.Ended = (function() {

        /**
         * Properties of an Ended.
         * @typedef {Object} recorder.Ended.$Properties
         * @property {number|null} [recordingId] Ended recordingId
         * @property {string|null} [failure] Ended failure
         * @property {number|null} [durationMilliseconds] Ended durationMilliseconds
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Ended.
         * @memberof recorder
         * @interface IEnded
         * @augments recorder.Ended.$Properties
         * @deprecated Use recorder.Ended.$Properties instead.
         */

        /**
         * Shape of an Ended.
         * @typedef {recorder.Ended.$Properties} recorder.Ended.$Shape
         */

        /**
         * Constructs a new Ended.
         * @memberof recorder
         * @classdesc Represents an Ended.
         * @constructor
         * @param {recorder.Ended.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Ended = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Ended recordingId.
         * @member {number} recordingId
         * @memberof recorder.Ended
         * @instance
         */
        Ended.prototype.recordingId = 0;

        /**
         * Ended failure.
         * @member {string} failure
         * @memberof recorder.Ended
         * @instance
         */
        Ended.prototype.failure = "";

        /**
         * Ended durationMilliseconds.
         * @member {number} durationMilliseconds
         * @memberof recorder.Ended
         * @instance
         */
        Ended.prototype.durationMilliseconds = 0;

        /**
         * Creates a new Ended instance using the specified properties.
         * @function create
         * @memberof recorder.Ended
         * @static
         * @param {recorder.Ended.$Properties=} [properties] Properties to set
         * @returns {recorder.Ended} Ended instance
         * @type {{
         *   (properties: recorder.Ended.$Shape): recorder.Ended & recorder.Ended.$Shape;
         *   (properties?: recorder.Ended.$Properties): recorder.Ended;
         * }}
         */
        Ended.create = function(properties) {
            return new Ended(properties);
        };

        /**
         * Encodes the specified Ended message. Does not implicitly {@link recorder.Ended.verify|verify} messages.
         * @function encode
         * @memberof recorder.Ended
         * @static
         * @param {recorder.Ended.$Properties} message Ended message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Ended.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.recordingId != null && $Object.hasOwnProperty.call(message, "recordingId") && message.recordingId !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.recordingId);
            if (message.failure != null && $Object.hasOwnProperty.call(message, "failure") && message.failure !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.failure);
            if (message.durationMilliseconds != null && $Object.hasOwnProperty.call(message, "durationMilliseconds") && !$Object.is(message.durationMilliseconds, 0))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.durationMilliseconds);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Ended message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.Ended
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.Ended & recorder.Ended.$Shape} Ended
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Ended.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.Ended();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.recordingId = value;
                        else
                            delete message.recordingId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.failure = value;
                        else
                            delete message.failure;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.durationMilliseconds = value;
                        else
                            delete message.durationMilliseconds;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies an Ended message.
         * @function verify
         * @memberof recorder.Ended
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        Ended.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            if (message.recordingId != null && $Object.hasOwnProperty.call(message, "recordingId"))
                if (!$util.isInteger(message.recordingId))
                    return "recordingId: integer expected";
            if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                if (!$util.isString(message.failure))
                    return "failure: string expected";
            if (message.durationMilliseconds != null && $Object.hasOwnProperty.call(message, "durationMilliseconds"))
                if (typeof message.durationMilliseconds !== "number")
                    return "durationMilliseconds: number expected";
            return null;
        };

        return Ended;
    })();

    recorder.Log = (function() {

        /**
         * Properties of a Log.
         * @typedef {Object} recorder.Log.$Properties
         * @property {recorder.Log.Level|null} [level] Log level
         * @property {string|null} [message] Log message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Log.
         * @memberof recorder
         * @interface ILog
         * @augments recorder.Log.$Properties
         * @deprecated Use recorder.Log.$Properties instead.
         */

        /**
         * Shape of a Log.
         * @typedef {recorder.Log.$Properties} recorder.Log.$Shape
         */

        /**
         * Constructs a new Log.
         * @memberof recorder
         * @classdesc Represents a Log.
         * @constructor
         * @param {recorder.Log.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Log = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Log level.
         * @member {recorder.Log.Level} level
         * @memberof recorder.Log
         * @instance
         */
        Log.prototype.level = 0;

        /**
         * Log message.
         * @member {string} message
         * @memberof recorder.Log
         * @instance
         */
        Log.prototype.message = "";

        /**
         * Creates a new Log instance using the specified properties.
         * @function create
         * @memberof recorder.Log
         * @static
         * @param {recorder.Log.$Properties=} [properties] Properties to set
         * @returns {recorder.Log} Log instance
         * @type {{
         *   (properties: recorder.Log.$Shape): recorder.Log & recorder.Log.$Shape;
         *   (properties?: recorder.Log.$Properties): recorder.Log;
         * }}
         */
        Log.create = function(properties) {
            return new Log(properties);
        };

        /**
         * Encodes the specified Log message. Does not implicitly {@link recorder.Log.verify|verify} messages.
         * @function encode
         * @memberof recorder.Log
         * @static
         * @param {recorder.Log.$Properties} message Log message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Log.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.level);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Log message from the specified reader or buffer.
         * @function decode
         * @memberof recorder.Log
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {recorder.Log & recorder.Log.$Shape} Log
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Log.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.recorder.Log();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.level = value;
                        else
                            delete message.level;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Verifies a Log message.
         * @function verify
         * @memberof recorder.Log
         * @static
         * @param {Object.<string,*>} message Plain object to verify
         * @returns {string|null} `null` if valid, otherwise the reason why it is not
         */
        Log.verify = function (message, _depth) {
            if (typeof message !== "object" || message === null)
                return "object expected";
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                return "max depth exceeded";
            if (message.level != null && $Object.hasOwnProperty.call(message, "level"))
                if (typeof message.level !== "number" || (message.level | 0) !== message.level)
                    return "level: enum value expected";
            if (message.message != null && $Object.hasOwnProperty.call(message, "message"))
                if (!$util.isString(message.message))
                    return "message: string expected";
            return null;
        };

        /**
         * Level enum.
         * @name recorder.Log.Level
         * @enum {number}
         * @property {number} DEBUG=0 DEBUG value
         * @property {number} INFO=1 INFO value
         * @property {number} WARN=2 WARN value
         * @property {number} ERROR=3 ERROR value
         */
        Log.Level = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DEBUG"] = 0;
            values[valuesById[1] = "INFO"] = 1;
            values[valuesById[2] = "WARN"] = 2;
            values[valuesById[3] = "ERROR"] = 3;
            return values;
        })();

        return Log;
    })();

    return recorder;
})();

export {
  $root as default
};
