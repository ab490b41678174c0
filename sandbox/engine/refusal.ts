/** Why something cannot be done as asked; the message is one sentence for whoever asked. */
export class Refusal extends Error {}
