/** Why a backup can't be used; the thread that works on it throws this, and its message crosses to the host as a fault. */
export class BackupFault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'BackupFault';
    this.code = code;
  }
}
