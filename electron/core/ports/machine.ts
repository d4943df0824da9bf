/** Tells when the machine wakes from sleep. */
export interface Power {
  /** Returns the function that stops listening. */
  onResumed(listener: () => void): () => void;
}

/** Tells when the machine has a network again after it had none. */
export interface Network {
  /** Returns the function that stops listening. */
  onBack(listener: () => void): () => void;
}
