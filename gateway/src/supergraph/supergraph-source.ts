// Where supergraphs come from.

export interface SupergraphSource {
  /** The supergraph to start with. Throws when there is none to be had. `signal` ends the waiting for one. */
  load(signal: AbortSignal): Promise<string>;
  /**
   * Calls `onChange` with each supergraph that differs from the one before, until the returned function is called.
   * What cannot be read is logged and passed over.
   */
  watch(onChange: (supergraphSdl: string) => void): () => void;
  /** Gives back what it holds on to. Nothing is called after this. */
  close(): Promise<void>;
}
