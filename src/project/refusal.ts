/** The job cannot be done: one sentence that says what to do. Ends the run with exit 2. */
export class Refusal extends Error {}
