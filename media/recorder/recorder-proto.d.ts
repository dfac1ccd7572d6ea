import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace recorder. */
export namespace recorder {

    /**
     * Properties of a ToRecorder.
     * @deprecated Use recorder.ToRecorder.$Properties instead.
     */
    interface IToRecorder extends recorder.ToRecorder.$Properties {
    }

    /** Represents a ToRecorder. */
    class ToRecorder {

        /**
         * Constructs a new ToRecorder.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.ToRecorder.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToRecorder id. */
        id: number;

        /** ToRecorder initialise. */
        initialise?: (recorder.Initialise.$Properties|null);

        /** ToRecorder record. */
        record?: (recorder.Record.$Properties|null);

        /** ToRecorder stop. */
        stop?: (recorder.Stop.$Properties|null);

        /** ToRecorder ping. */
        ping?: (recorder.Ping.$Properties|null);

        /** ToRecorder close. */
        close?: (recorder.Close.$Properties|null);

        /** ToRecorder request. */
        request?: ("initialise"|"record"|"stop"|"ping"|"close");

        /**
         * Creates a new ToRecorder instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ToRecorder instance
         */
        static create(properties: recorder.ToRecorder.$Shape): recorder.ToRecorder & recorder.ToRecorder.$Shape;
        static create(properties?: recorder.ToRecorder.$Properties): recorder.ToRecorder;

        /**
         * Encodes the specified ToRecorder message. Does not implicitly {@link recorder.ToRecorder.verify|verify} messages.
         * @param message ToRecorder message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.ToRecorder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToRecorder message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.ToRecorder & recorder.ToRecorder.$Shape} ToRecorder
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.ToRecorder & recorder.ToRecorder.$Shape;

        /**
         * Verifies a ToRecorder message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace ToRecorder {

        /** Properties of a ToRecorder. */
        interface $Properties {

            /** ToRecorder id */
            id?: (number|null);

            /** ToRecorder initialise */
            initialise?: (recorder.Initialise.$Properties|null);

            /** ToRecorder record */
            record?: (recorder.Record.$Properties|null);

            /** ToRecorder stop */
            stop?: (recorder.Stop.$Properties|null);

            /** ToRecorder ping */
            ping?: (recorder.Ping.$Properties|null);

            /** ToRecorder close */
            close?: (recorder.Close.$Properties|null);

            /** ToRecorder request */
            request?: ("initialise"|"record"|"stop"|"ping"|"close");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToRecorder. */
        type $Shape = {
          id?: number|null;
          initialise?: recorder.Initialise.$Shape|null;
          record?: recorder.Record.$Shape|null;
          stop?: recorder.Stop.$Shape|null;
          ping?: recorder.Ping.$Shape|null;
          close?: recorder.Close.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ request?: undefined; initialise?: null; record?: null; stop?: null; ping?: null; close?: null }|{ request?: "initialise"; initialise: recorder.Initialise.$Shape; record?: null; stop?: null; ping?: null; close?: null }|{ request?: "record"; initialise?: null; record: recorder.Record.$Shape; stop?: null; ping?: null; close?: null }|{ request?: "stop"; initialise?: null; record?: null; stop: recorder.Stop.$Shape; ping?: null; close?: null }|{ request?: "ping"; initialise?: null; record?: null; stop?: null; ping: recorder.Ping.$Shape; close?: null }|{ request?: "close"; initialise?: null; record?: null; stop?: null; ping?: null; close: recorder.Close.$Shape })
        );
    }

    /**
     * Properties of an Initialise.
     * @deprecated Use recorder.Initialise.$Properties instead.
     */
    interface IInitialise extends recorder.Initialise.$Properties {
    }

    /** Represents an Initialise. */
    class Initialise {

        /**
         * Constructs a new Initialise.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.Initialise.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Initialise directory. */
        directory: string;

        /** Initialise mediaSocket. */
        mediaSocket: string;

        /** Initialise retentionHours. */
        retentionHours: number;

        /**
         * Creates a new Initialise instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Initialise instance
         */
        static create(properties: recorder.Initialise.$Shape): recorder.Initialise & recorder.Initialise.$Shape;
        static create(properties?: recorder.Initialise.$Properties): recorder.Initialise;

        /**
         * Encodes the specified Initialise message. Does not implicitly {@link recorder.Initialise.verify|verify} messages.
         * @param message Initialise message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.Initialise.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Initialise message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.Initialise & recorder.Initialise.$Shape} Initialise
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.Initialise & recorder.Initialise.$Shape;

        /**
         * Verifies an Initialise message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace Initialise {

        /** Properties of an Initialise. */
        interface $Properties {

            /** Initialise directory */
            directory?: (string|null);

            /** Initialise mediaSocket */
            mediaSocket?: (string|null);

            /** Initialise retentionHours */
            retentionHours?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Initialise. */
        type $Shape = recorder.Initialise.$Properties;
    }

    /**
     * Properties of a Record.
     * @deprecated Use recorder.Record.$Properties instead.
     */
    interface IRecord extends recorder.Record.$Properties {
    }

    /** Represents a Record. */
    class Record {

        /**
         * Constructs a new Record.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.Record.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Record recordingId. */
        recordingId: number;

        /** Record fileName. */
        fileName: string;

        /** Record begunAtMilliseconds. */
        begunAtMilliseconds: number;

        /** Record resume. */
        resume: boolean;

        /**
         * Creates a new Record instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Record instance
         */
        static create(properties: recorder.Record.$Shape): recorder.Record & recorder.Record.$Shape;
        static create(properties?: recorder.Record.$Properties): recorder.Record;

        /**
         * Encodes the specified Record message. Does not implicitly {@link recorder.Record.verify|verify} messages.
         * @param message Record message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.Record.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Record message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.Record & recorder.Record.$Shape} Record
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.Record & recorder.Record.$Shape;

        /**
         * Verifies a Record message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace Record {

        /** Properties of a Record. */
        interface $Properties {

            /** Record recordingId */
            recordingId?: (number|null);

            /** Record fileName */
            fileName?: (string|null);

            /** Record begunAtMilliseconds */
            begunAtMilliseconds?: (number|null);

            /** Record resume */
            resume?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Record. */
        type $Shape = recorder.Record.$Properties;
    }

    /**
     * Properties of a Stop.
     * @deprecated Use recorder.Stop.$Properties instead.
     */
    interface IStop extends recorder.Stop.$Properties {
    }

    /** Represents a Stop. */
    class Stop {

        /**
         * Constructs a new Stop.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.Stop.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Stop recordingId. */
        recordingId: number;

        /** Stop endedAtMilliseconds. */
        endedAtMilliseconds: number;

        /**
         * Creates a new Stop instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Stop instance
         */
        static create(properties: recorder.Stop.$Shape): recorder.Stop & recorder.Stop.$Shape;
        static create(properties?: recorder.Stop.$Properties): recorder.Stop;

        /**
         * Encodes the specified Stop message. Does not implicitly {@link recorder.Stop.verify|verify} messages.
         * @param message Stop message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.Stop.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Stop message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.Stop & recorder.Stop.$Shape} Stop
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.Stop & recorder.Stop.$Shape;

        /**
         * Verifies a Stop message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace Stop {

        /** Properties of a Stop. */
        interface $Properties {

            /** Stop recordingId */
            recordingId?: (number|null);

            /** Stop endedAtMilliseconds */
            endedAtMilliseconds?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Stop. */
        type $Shape = recorder.Stop.$Properties;
    }

    /**
     * Properties of a Ping.
     * @deprecated Use recorder.Ping.$Properties instead.
     */
    interface IPing extends recorder.Ping.$Properties {
    }

    /** Represents a Ping. */
    class Ping {

        /**
         * Constructs a new Ping.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.Ping.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Ping instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Ping instance
         */
        static create(properties: recorder.Ping.$Shape): recorder.Ping & recorder.Ping.$Shape;
        static create(properties?: recorder.Ping.$Properties): recorder.Ping;

        /**
         * Encodes the specified Ping message. Does not implicitly {@link recorder.Ping.verify|verify} messages.
         * @param message Ping message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Ping message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.Ping & recorder.Ping.$Shape} Ping
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.Ping & recorder.Ping.$Shape;

        /**
         * Verifies a Ping message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace Ping {

        /** Properties of a Ping. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Ping. */
        type $Shape = recorder.Ping.$Properties;
    }

    /**
     * Properties of a Close.
     * @deprecated Use recorder.Close.$Properties instead.
     */
    interface IClose extends recorder.Close.$Properties {
    }

    /** Represents a Close. */
    class Close {

        /**
         * Constructs a new Close.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.Close.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Close instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Close instance
         */
        static create(properties: recorder.Close.$Shape): recorder.Close & recorder.Close.$Shape;
        static create(properties?: recorder.Close.$Properties): recorder.Close;

        /**
         * Encodes the specified Close message. Does not implicitly {@link recorder.Close.verify|verify} messages.
         * @param message Close message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.Close.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Close message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.Close & recorder.Close.$Shape} Close
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.Close & recorder.Close.$Shape;

        /**
         * Verifies a Close message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace Close {

        /** Properties of a Close. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Close. */
        type $Shape = recorder.Close.$Properties;
    }

    /**
     * Properties of a FromRecorder.
     * @deprecated Use recorder.FromRecorder.$Properties instead.
     */
    interface IFromRecorder extends recorder.FromRecorder.$Properties {
    }

    /** Represents a FromRecorder. */
    class FromRecorder {

        /**
         * Constructs a new FromRecorder.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.FromRecorder.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FromRecorder reply. */
        reply?: (recorder.Reply.$Properties|null);

        /** FromRecorder ended. */
        ended?: (recorder.Ended.$Properties|null);

        /** FromRecorder log. */
        log?: (recorder.Log.$Properties|null);

        /** FromRecorder message. */
        message?: ("reply"|"ended"|"log");

        /**
         * Creates a new FromRecorder instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FromRecorder instance
         */
        static create(properties: recorder.FromRecorder.$Shape): recorder.FromRecorder & recorder.FromRecorder.$Shape;
        static create(properties?: recorder.FromRecorder.$Properties): recorder.FromRecorder;

        /**
         * Encodes the specified FromRecorder message. Does not implicitly {@link recorder.FromRecorder.verify|verify} messages.
         * @param message FromRecorder message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.FromRecorder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FromRecorder message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.FromRecorder & recorder.FromRecorder.$Shape} FromRecorder
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.FromRecorder & recorder.FromRecorder.$Shape;

        /**
         * Verifies a FromRecorder message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace FromRecorder {

        /** Properties of a FromRecorder. */
        interface $Properties {

            /** FromRecorder reply */
            reply?: (recorder.Reply.$Properties|null);

            /** FromRecorder ended */
            ended?: (recorder.Ended.$Properties|null);

            /** FromRecorder log */
            log?: (recorder.Log.$Properties|null);

            /** FromRecorder message */
            message?: ("reply"|"ended"|"log");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a FromRecorder. */
        type $Shape = {
          reply?: recorder.Reply.$Shape|null;
          ended?: recorder.Ended.$Shape|null;
          log?: recorder.Log.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; reply?: null; ended?: null; log?: null }|{ message?: "reply"; reply: recorder.Reply.$Shape; ended?: null; log?: null }|{ message?: "ended"; reply?: null; ended: recorder.Ended.$Shape; log?: null }|{ message?: "log"; reply?: null; ended?: null; log: recorder.Log.$Shape })
        );
    }

    /**
     * Properties of a Reply.
     * @deprecated Use recorder.Reply.$Properties instead.
     */
    interface IReply extends recorder.Reply.$Properties {
    }

    /** Represents a Reply. */
    class Reply {

        /**
         * Constructs a new Reply.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.Reply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Reply id. */
        id: number;

        /** Reply error. */
        error: string;

        /**
         * Creates a new Reply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Reply instance
         */
        static create(properties: recorder.Reply.$Shape): recorder.Reply & recorder.Reply.$Shape;
        static create(properties?: recorder.Reply.$Properties): recorder.Reply;

        /**
         * Encodes the specified Reply message. Does not implicitly {@link recorder.Reply.verify|verify} messages.
         * @param message Reply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.Reply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Reply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.Reply & recorder.Reply.$Shape} Reply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.Reply & recorder.Reply.$Shape;

        /**
         * Verifies a Reply message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace Reply {

        /** Properties of a Reply. */
        interface $Properties {

            /** Reply id */
            id?: (number|null);

            /** Reply error */
            error?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Reply. */
        type $Shape = recorder.Reply.$Properties;
    }

    /**
     * Properties of an Ended.
     * @deprecated Use recorder.Ended.$Properties instead.
     */
    interface IEnded extends recorder.Ended.$Properties {
    }

    /** Represents an Ended. */
    class Ended {

        /**
         * Constructs a new Ended.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.Ended.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Ended recordingId. */
        recordingId: number;

        /** Ended failure. */
        failure: string;

        /** Ended durationMilliseconds. */
        durationMilliseconds: number;

        /**
         * Creates a new Ended instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Ended instance
         */
        static create(properties: recorder.Ended.$Shape): recorder.Ended & recorder.Ended.$Shape;
        static create(properties?: recorder.Ended.$Properties): recorder.Ended;

        /**
         * Encodes the specified Ended message. Does not implicitly {@link recorder.Ended.verify|verify} messages.
         * @param message Ended message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.Ended.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Ended message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.Ended & recorder.Ended.$Shape} Ended
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.Ended & recorder.Ended.$Shape;

        /**
         * Verifies an Ended message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace Ended {

        /** Properties of an Ended. */
        interface $Properties {

            /** Ended recordingId */
            recordingId?: (number|null);

            /** Ended failure */
            failure?: (string|null);

            /** Ended durationMilliseconds */
            durationMilliseconds?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Ended. */
        type $Shape = recorder.Ended.$Properties;
    }

    /**
     * Properties of a Log.
     * @deprecated Use recorder.Log.$Properties instead.
     */
    interface ILog extends recorder.Log.$Properties {
    }

    /** Represents a Log. */
    class Log {

        /**
         * Constructs a new Log.
         * @param [properties] Properties to set
         */
        constructor(properties?: recorder.Log.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Log level. */
        level: recorder.Log.Level;

        /** Log message. */
        message: string;

        /**
         * Creates a new Log instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Log instance
         */
        static create(properties: recorder.Log.$Shape): recorder.Log & recorder.Log.$Shape;
        static create(properties?: recorder.Log.$Properties): recorder.Log;

        /**
         * Encodes the specified Log message. Does not implicitly {@link recorder.Log.verify|verify} messages.
         * @param message Log message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: recorder.Log.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Log message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {recorder.Log & recorder.Log.$Shape} Log
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): recorder.Log & recorder.Log.$Shape;

        /**
         * Verifies a Log message.
         * @param message Plain object to verify
         * @returns `null` if valid, otherwise the reason why it is not
         */
        static verify(message: { [k: string]: any }): (string|null);
    }

    namespace Log {

        /** Properties of a Log. */
        interface $Properties {

            /** Log level */
            level?: (recorder.Log.Level|null);

            /** Log message */
            message?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Log. */
        type $Shape = recorder.Log.$Properties;

        /** Level enum. */
        enum Level {

            /** DEBUG value */
            DEBUG = 0,

            /** INFO value */
            INFO = 1,

            /** WARN value */
            WARN = 2,

            /** ERROR value */
            ERROR = 3
        }
    }
}
