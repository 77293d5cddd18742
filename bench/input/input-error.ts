/** A workload that cannot be run as it was given; the message names the place. */
export class InputError extends Error {}
