import { consoleApplication } from "./console"
import { type Ago, apiApplication, application, keyCredential, type TenantOptions } from "./directory-objects"
import { woodgroveIds } from "./ids"
import type { Application } from "./types"

/** What Woodgrove needs beside what every tenant does. */
export type WoodgroveOptions = TenantOptions & {
  /** The certificate that typed passwords are encrypted to, DER in base64. */
  migrationCertificate: string
}

/** The app registrations that customers meet, and the API that they ask access tokens for. */
const customerFacing = (ago: Ago) => ({
  groceries: application(woodgroveIds.groceriesApp, "Woodgrove Groceries", ago(390), {
    api: { requestedAccessTokenVersion: 2, acceptMappedClaims: true },
    web: { redirectUris: ["https://groceries.woodgrove.example/signin-oidc"] },
  }),
  mobile: application(woodgroveIds.mobileApp, "Woodgrove Mobile", ago(210), {
    api: { requestedAccessTokenVersion: 2, acceptMappedClaims: true },
    // Where the hosted pages send the person back to when native authentication hands over to them.
    web: { redirectUris: ["https://groceries.woodgrove.example/mobile"] },
    isFallbackPublicClient: true,
    nativeAuthenticationApisEnabled: "all",
  }),
  orders: application(woodgroveIds.ordersApp, "Woodgrove Orders API", ago(210), {
    identifierUris: [`api://${woodgroveIds.ordersApp}`],
    api: { requestedAccessTokenVersion: 2, acceptMappedClaims: true },
  }),
})

/** The registrations of the APIs behind the extensions. */
const behindExtensions = (ago: Ago, migrationCertificate: string) => ({
  claimsApi: apiApplication(woodgroveIds.claimsApiApp, "Claims API", ago(200), {
    host: "claims.woodgrove.example",
  }),
  signUpApi: apiApplication(woodgroveIds.signUpApiApp, "Sign-up API", ago(195), {
    host: "signup.woodgrove.example",
  }),
  mailApi: apiApplication(woodgroveIds.mailApiApp, "Mail API", ago(190), {
    host: "mail.woodgrove.example",
    // Never changed from what a new registration has, which means tokens of version 1.
    api: { requestedAccessTokenVersion: null, acceptMappedClaims: null },
  }),
  migrationApi: apiApplication(woodgroveIds.migrationApiApp, "Password migration API", ago(60), {
    host: "legacy.woodgrove.example",
    keyCredentials: [
      keyCredential(
        woodgroveIds.encryptionKey,
        "Encrypt",
        "CN=Woodgrove password migration",
        migrationCertificate,
        [ago(1), ago(-330)],
      ),
    ],
    tokenEncryptionKeyId: woodgroveIds.encryptionKey,
  }),
})

/** Woodgrove's app registrations by what they are. */
export function woodgroveApps(options: WoodgroveOptions, ago: Ago) {
  return {
    console: consoleApplication(
      { app: woodgroveIds.consoleApp, secretKey: woodgroveIds.consoleSecretKey },
      options,
      ago,
    ),
    ...customerFacing(ago),
    ...behindExtensions(ago, options.migrationCertificate),
    extensions: application(
      woodgroveIds.extensionsApp,
      "b2c-extensions-app. Do not modify. Used by AADB2C for storing user data.",
      ago(400),
    ),
  } satisfies Record<string, Application>
}

/** Woodgrove's app registrations. */
export type WoodgroveApps = ReturnType<typeof woodgroveApps>
