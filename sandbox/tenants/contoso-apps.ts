import { consoleApplication } from "./console"
import {
  type Ago,
  apiApplication,
  application,
  passwordCredential,
  type TenantOptions,
} from "./directory-objects"
import { contosoIds } from "./ids"
import type { Application } from "./types"

/** What Contoso needs beside what every tenant does. */
export type ContosoOptions = TenantOptions & {
  /** The secret of the app that reads Woodgrove's workspace. */
  logReaderSecret: string
}

/** Contoso's app registrations by what they are. */
export function contosoApps(options: ContosoOptions, ago: Ago) {
  return {
    console: consoleApplication(
      { app: contosoIds.consoleApp, secretKey: contosoIds.consoleSecretKey },
      options,
      ago,
    ),
    api: apiApplication(contosoIds.apiApp, "Authentication events API", ago(90), {
      host: "claims.contoso.example",
      // Nobody uses it any more; a tenant of some age has such leftovers.
      passwordCredentials: [
        passwordCredential("c0a50000-6666-4aaa-8bbb-0000000000f3", "first tries", "q8~", [ago(90), ago(3)]),
      ],
    }),
    groceries: application(contosoIds.groceriesApp, "Woodgrove Groceries", ago(200), {
      api: { requestedAccessTokenVersion: 2, acceptMappedClaims: true },
      web: { redirectUris: ["https://groceries.contoso.example/signin-oidc"] },
    }),
    expenses: application(contosoIds.expensesApp, "Contoso Expenses", ago(400), {
      identifierUris: ["https://expenses.contoso.example/saml"],
      api: { requestedAccessTokenVersion: null, acceptMappedClaims: true },
      web: { redirectUris: ["https://expenses.contoso.example/saml/acs"] },
    }),
    orders: application(contosoIds.ordersApp, "Contoso Orders API", ago(200), {
      identifierUris: [`api://${contosoIds.ordersApp}`],
      api: { requestedAccessTokenVersion: 2, acceptMappedClaims: true },
    }),
    people: apiApplication(contosoIds.peopleApiApp, "People API", ago(45), {
      host: "people.contoso.example",
    }),
    logReader: application(contosoIds.logReaderApp, "Woodgrove log reader", ago(80), {
      passwordCredentials: [
        passwordCredential(
          contosoIds.logReaderSecretKey,
          "Woodgrove's console",
          options.logReaderSecret.slice(0, 3),
          [ago(30), ago(-150)],
        ),
      ],
    }),
  } satisfies Record<string, Application>
}

/** Contoso's app registrations. */
export type ContosoApps = ReturnType<typeof contosoApps>
