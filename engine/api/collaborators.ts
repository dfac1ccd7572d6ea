/**
 * What the APIs need from the rest of the engine, beside routing: as little as possible, so that each part can be
 * faked.
 */

/** Prompt files that requests may name. */
export interface Prompts {
  /** Whether a prompt of that file name (`x.wav`) can be played. */
  hasPrompt(name: string): boolean;
}

/** Calls in progress. */
export interface Calls {
  /**
   * Ends an application's call by the session id of its events. Resolves when it has ended; false if the application
   * has no such call.
   */
  endCall(sessionId: string, appKey: string): Promise<boolean>;
}

/** Finished recordings within their retention. */
export interface Recordings {
  /**
   * Finds the file of a recording by what its call record says (`recordDomain`, `recordObjectName`). undefined if there
   * is none, if it belongs to another application, or if its retention is over. `fileName` contains no path.
   */
  find(recording: {
    readonly appKey: string;
    readonly domain: string;
    readonly fileName: string;
  }): Promise<{ readonly path: string } | undefined>;
}
