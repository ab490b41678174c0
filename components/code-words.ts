import type { Basis, FaultOwner, NativeError, OuterCode, Phase, Statement } from "@/lib/model/error-code"

/** Whose side has to change, as headings and filters say it. */
export const faultWords = {
  api: "Your API",
  configuration: "Tenant configuration",
  network: "Network path",
  load: "Load",
  platform: "Microsoft's service",
} satisfies Record<FaultOwner, string>

/** The phases in the order of a sign-in: what each is called, what it means for the search, and how sure that is. */
export const phaseWords = {
  "pre-call": {
    title: "Before the call",
    text: "Entra gives up before it sends anything. The sign-in log counts 0 attempts, your API's own log stays empty: look at the tenant's configuration.",
    basis: "inferred",
  },
  call: {
    title: "During the call",
    text: "Entra sends the request and gets no answer that it accepts as HTTP. Look at the network, the host and the time your API needs.",
    basis: "inferred",
  },
  response: {
    title: "In the answer",
    text: "Your API answers and Entra refuses what it reads. Look at the status, the headers and the body your API sends.",
    basis: "documented",
  },
} satisfies Record<Phase, { title: string } & Statement>

/** How sure a sentence is, with the meaning of each word. */
export const basisWords = {
  documented: "Microsoft's documentation says so",
  observed: "seen in the field, such as public reports",
  inferred: "our conclusion; Microsoft has not confirmed it",
} satisfies Record<Basis, string>

/** What a code outside the family has to do with extensions. */
export const relationWords = {
  wrapper: "Wraps an extension's code",
  around: "Concerns the configuration around extensions",
  unrelated: "Not an extension error",
} satisfies Record<OuterCode["relation"], string>

/** What a word of the native authentication API is. */
export const nativeKindWords = {
  error: "Error",
  suberror: "Suberror",
  answer: "Answer that is no error",
} satisfies Record<NativeError["kind"], string>

/** The ways to write a request to Microsoft Graph, the plain one first. */
export const requestForms = {
  graph: "Graph request",
  az: "Azure CLI",
  powershell: "PowerShell",
} as const
export type RequestForm = keyof typeof requestForms

/** The form that an address asks for; the plain one when it asks for none that is known. */
export function requestForm(asked: unknown): RequestForm {
  return asked === "az" || asked === "powershell" ? asked : "graph"
}
