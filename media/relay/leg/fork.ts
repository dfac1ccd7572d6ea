/** Takes copies of recorded packets: the recorder's ForkWriter. */
export interface Fork {
  write(
    recordingId: number,
    stream: 0 | 1,
    meaning: 0 | 8 | 101,
    packet: Uint8Array,
    start: number,
    end: number,
    arrivalMs: number,
  ): void;
}
