import net from "node:net";
import tls from "node:tls";

/** A connection on which anything can be sent, well-formed or not. */
export interface RawConnection {
  /** Resolves when it has left this process, or the other side has closed meanwhile. */
  send(bytes: string | Uint8Array): Promise<void>;
  /** Everything received by the time that `text` is in it; rejects when the connection ends before. */
  until(text: string): Promise<string>;
  /** Everything received, once the other side has closed. */
  closed: Promise<string>;
  /** Listens no more until `resume`. */
  pause(): void;
  resume(): void;
  /** No more from here; what the other side says is still heard. */
  end(): void;
  /** Gone, without a word. */
  destroy(): void;
}

export interface Place {
  port: number;
  /** Speaks TLS, whatever the certificate. */
  tls?: boolean;
}

export async function connect({ port, tls: secure = false }: Place): Promise<RawConnection> {
  const socket = secure
    ? tls.connect({ port, host: "127.0.0.1", rejectUnauthorized: false })
    : net.connect({ port, host: "127.0.0.1" });
  let received = "";
  const listeners = new Set<() => void>();
  socket.on("data", (chunk: Buffer) => {
    received += chunk.toString("latin1");
    for (const listener of listeners) listener();
  });
  // A reset is one of the ways in which the other side may close.
  socket.on("error", () => undefined);
  const closed = new Promise<string>((resolve) => socket.once("close", () => resolve(received)));
  await Promise.race([new Promise((resolve) => socket.once(secure ? "secureConnect" : "connect", resolve)), closed]);
  return {
    closed,
    send: async (bytes) => {
      if (socket.destroyed) return;
      await Promise.race([new Promise<void>((resolve) => socket.write(bytes, () => resolve())), closed]);
    },
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!received.includes(text)) return;
          listeners.delete(look);
          resolve(received);
        };
        listeners.add(look);
        look();
        void closed.then(() => reject(new Error(`closed before "${text}" came: ${received.slice(0, 500)}`)));
      }),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    end: () => void socket.end(),
    destroy: () => void socket.destroy(),
  };
}
