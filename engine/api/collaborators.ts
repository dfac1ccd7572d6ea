/** What the APIs need from the rest of the engine, beside routing: as little as possible, so that each can be faked. */

/** Prompt files that may be named in requests. */
export interface Prompts {
  /** Whether a prompt of that file name (`x.wav`) can be played. */
  hasPrompt(name: string): boolean;
}

/** Calls in progress. */
export interface Calls {
  /** Ends a call of an application by the session id of its events; resolves when it has ended, with false if it has none such (any more). */
  endCall(sessionId: string, appKey: string): Promise<boolean>;
}

/** Finished recordings within their retention. */
export interface Recordings {
  /**
   * Finds the file of a recording by what its call record said (`recordDomain`, `recordObjectName`); undefined if there is
   * none, it is of another application, or it is not kept any more. `fileName` has no path in it.
   */
  find(recording: {
    readonly appKey: string;
    readonly domain: string;
    readonly fileName: string;
  }): Promise<{ readonly path: string } | undefined>;
}
