/** The app roles of the console, from least to most; each includes those before it. */
export const roles = ["Console.Reader", "Console.Tester", "Console.Operator"] as const
export type Role = (typeof roles)[number]

/** What each role may do, in the words that the pages use. */
export const roleMeanings: Readonly<Record<Role, string>> = {
  "Console.Reader": "sees sign-ins, callouts and configuration",
  "Console.Tester": "also sends test requests to the tenant's own APIs",
  "Console.Operator": "also applies fixes and configures the console",
}

/** The highest console role among the values of a token's `roles` claim, or null when there is none. */
export function highestRole(values: readonly string[]): Role | null {
  return roles.findLast((role) => values.includes(role)) ?? null
}

/** Whether somebody who holds one role may do what another asks for. */
export const includesRole = (held: Role, wanted: Role): boolean =>
  roles.indexOf(held) >= roles.indexOf(wanted)
