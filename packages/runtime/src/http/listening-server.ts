export interface ServerAddress {
  host: string;
  /** 0 lets the system choose. */
  port: number;
}

export interface ListeningServer {
  /** Where it answers, with the port that the system chose. */
  url: string;
  close: () => Promise<void>;
}
