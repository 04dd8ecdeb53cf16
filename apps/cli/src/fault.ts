/** An expected failure of a command: one clear sentence for the person, no stack, non-zero exit. */
export class Fault extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
    this.name = 'Fault';
  }
}
