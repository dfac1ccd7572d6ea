/** The part of smpp 0.5.1 that `pdu-codec.ts` uses, typed by what it reads; the package has no types. */
declare module 'smpp' {
  /** How one kind of field is read and written. `read` may throw a RangeError at the end of the buffer. */
  export interface FieldType {
    read(buffer: Buffer, offset: number): unknown;
    size(value: unknown): number;
  }

  export interface Command {
    readonly command: string;
    readonly id: number;
    /** Fields of the mandatory part, in order. */
    readonly params?: Readonly<Record<string, { readonly type: FieldType }>>;
  }

  export type Value = string | number | Buffer;

  interface Smpp {
    readonly commandsById: Readonly<Record<number, Command>>;
    readonly commands: Readonly<Record<string, Command>>;
    readonly types: Readonly<Record<'buffer' | 'cstring' | 'int8', FieldType>>;
    readonly tlvs: Readonly<Record<string, { readonly id: number }>>;
    readonly PDU: new (
      command: string,
      fields: Readonly<Record<string, Value>>,
    ) => {
      toBuffer(): Buffer;
    };
  }

  const smpp: Smpp;
  export default smpp;
}
