// What dns-packet exports beyond its published types: the codecs of single names and of record data.
import "dns-packet";

declare module "dns-packet" {
  interface Codec<T> {
    /** Bytes from `offset` on; for record data, its length comes first, as on the wire. */
    encode(value: T, buffer?: Buffer, offset?: number): Buffer;
    encodingLength(value: T): number;
  }
  export const name: Codec<string>;
  export function record(type: string): Codec<unknown>;
}
