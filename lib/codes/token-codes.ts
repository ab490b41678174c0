import type { OuterCode } from "@/lib/model/error-code"
import { certificatePage, conditionalAccessPage, onBehalfOfPage, signInCodesPage } from "./pages"

const around = { relation: "around", docs: signInCodesPage } as const
const documented = { ...around, basis: "documented" } as const
const observed = { ...around, basis: "observed" } as const

/** What a client or its proof is refused with at the token endpoint. */
const clients: readonly OuterCode[] = [
  {
    ...documented,
    code: "AADSTS7000112",
    title: "Client is disabled",
    meaning: "The app that asked for a token is disabled in this tenant.",
    next: [
      "Enable the app under Enterprise applications, Properties, Enabled for users to sign in.",
      "Where Microsoft disabled it, its page says so; only Microsoft's support can undo that.",
    ],
  },
  {
    ...observed,
    code: "AADSTS7000229",
    title: "Client has no service principal",
    meaning:
      "The app that asked for a token is registered here, but the tenant has no service principal of it.",
    next: ["Create the service principal of the app: az ad sp create with its client id."],
  },
  {
    ...documented,
    code: "AADSTS7000218",
    title: "Neither secret nor certificate sent",
    meaning:
      "The client sent nothing that proves it, and this way to a token takes a secret or a certificate.",
    next: [
      "Give a client secret or a certificate.",
      "Check that no proxy takes the body of the request away on its way to Microsoft.",
    ],
  },
  {
    ...documented,
    docs: certificatePage,
    code: "AADSTS700027",
    title: "Certificate is not the client's",
    meaning:
      "The client proved itself with a certificate, and the app registration has no such certificate, or its time is over, or the signature was made with another key.",
    next: [
      "Compare the certificate's thumbprint with the app registration, Certificates & secrets.",
      "Upload the public part of the certificate there, or use one that stands there and is valid today.",
    ],
  },
  {
    ...observed,
    docs: certificatePage,
    code: "AADSTS700024",
    title: "Proof by certificate is out of time",
    meaning:
      "The assertion that the client signed with its certificate is not valid yet or not any more, which nearly always means that the clock of the machine is wrong.",
    next: ["Set the time of this machine (NTP) and try again."],
  },
  {
    ...documented,
    code: "AADSTS90002",
    title: "Tenant not found",
    meaning: "The sign-in service knows no tenant of this name or id: a wrong id, or another cloud's tenant.",
    next: [
      "Compare AZURE_TENANT_ID with the tenant's overview page in the Entra admin center.",
      "For a national cloud set AZURE_CLOUD.",
    ],
  },
]

/** What the wanted resource or its scope is refused with. */
const resources: readonly OuterCode[] = [
  {
    ...observed,
    code: "AADSTS500014",
    title: "Resource is disabled",
    meaning: "The API's service principal is there but disabled, so nobody gets a token for it.",
    next: ["Enable the API's app under Enterprise applications, Properties, Enabled for users to sign in."],
  },
  {
    ...documented,
    code: "AADSTS70011",
    title: "Scope is not valid",
    meaning: "The scope of the token request is not one that the resource has, or is written wrongly.",
    next: [
      "For a token of an app for itself the scope is the resource's Application ID URI followed by /.default.",
      "Look for blanks and typing errors in the extension's resource id.",
    ],
  },
  {
    ...observed,
    code: "AADSTS1002012",
    title: "Scope lacks /.default",
    meaning: "An app asked for a token for itself with a scope that does not end in /.default.",
    next: [
      "Ask for the resource's Application ID URI followed by /.default.",
      "Look for blanks in the extension's resource id.",
    ],
  },
  {
    ...documented,
    code: "AADSTS700022",
    title: "Several resources in one scope",
    meaning: "The scope names more than one resource, and a token is for one alone.",
    next: ["Look for a blank in the extension's resource id: what follows it counts as another resource."],
  },
  {
    ...documented,
    code: "AADSTS700023",
    title: "No resource in the scope",
    meaning:
      "The scope names no resource. The same number also stands for an assertion whose audience is not the token endpoint.",
    next: [
      "Ask for the resource's Application ID URI followed by /.default.",
      "With a certificate: check that the assertion's audience is the address of the token endpoint.",
    ],
  },
]

/** What stops an app that acts for a person. */
const people: readonly OuterCode[] = [
  {
    ...documented,
    docs: conditionalAccessPage,
    code: "AADSTS53003",
    title: "Blocked by Conditional Access",
    meaning: "A Conditional Access policy of the tenant lets nobody in this situation have the token.",
    next: [
      "Find the attempt in the sign-in log, by its correlation id; its Conditional Access tab names the policy.",
      "Meet the policy's demand, or let its owner except this app or this account.",
    ],
  },
  {
    ...documented,
    docs: conditionalAccessPage,
    code: "AADSTS50076",
    title: "Second factor is required",
    meaning: "A policy wants a second factor for this resource, and the session was begun without one.",
    next: ["Sign out of the console and in again, and answer the second factor that Microsoft asks for."],
  },
  {
    ...documented,
    docs: conditionalAccessPage,
    code: "AADSTS50079",
    title: "Second factor must be registered",
    meaning: "A policy wants a second factor, and the account has none registered.",
    next: ["Register one at https://aka.ms/mfasetup, then sign out of the console and in again."],
  },
  {
    ...documented,
    code: "AADSTS50105",
    title: "Person is not assigned to the app",
    meaning: "The app wants its users to be assigned, and this account is not, neither alone nor by a group.",
    next: ["Assign the account under Enterprise applications, Users and groups; nested groups do not count."],
  },
  {
    ...documented,
    docs: onBehalfOfPage,
    code: "AADSTS50013",
    title: "Person's token is not accepted",
    meaning:
      "An app wanted to act for a person, and the token that it presented has expired, is malformed, or was issued by somebody else.",
    next: ["Sign out of the console and in again."],
  },
  {
    ...documented,
    docs: onBehalfOfPage,
    code: "AADSTS500133",
    title: "Person's token has expired",
    meaning: "An app wanted to act for a person, and the token that it presented is over.",
    next: ["Renew the session; the console does that by itself with one round trip to Microsoft."],
  },
  {
    ...observed,
    docs: onBehalfOfPage,
    code: "AADSTS500131",
    title: "Person's token is for another app",
    meaning: "An app wanted to act for a person with a token that was made out to another app.",
    next: [
      "Check that the console's registration has the Application ID URI api://{client id} and the scope access_as_user.",
      "Sign out of the console and in again.",
    ],
  },
  {
    ...documented,
    docs: onBehalfOfPage,
    code: "AADSTS7000114",
    title: "App may not act for people",
    meaning:
      "The app is not allowed to make on-behalf-of calls, or it presented a token of an app for itself.",
    next: ["Sign out of the console and in again, so that it holds a token of yours."],
  },
]

/** The refusals that somebody meets who asks for a token for an extension's API. */
export const tokenCodes: readonly OuterCode[] = [...clients, ...resources, ...people]
