/** Ids of Contoso's objects that the sandbox, control and tests refer to. */
export const contosoIds = {
  tenant: "3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b",
  consoleApp: "c0a50000-1111-4aaa-8bbb-000000000001",
  consoleSecretKey: "c0a50000-1111-4aaa-8bbb-0000000000f1",
  apiApp: "a13d0fc1-04ab-4ede-b215-63de0174cbb4",
  apiServicePrincipal: "7f3c8d90-4b1e-4f6a-9a11-5d2c3b4a5e90",
  groceriesApp: "5d0c7e2a-1b3c-4d5e-8f60-7182930a4b5c",
  groceriesServicePrincipal: "2f3e4d5c-6b7a-4988-a796-b5c4d3e2f101",
  expensesApp: "6e1d8f3b-2c4d-4e6f-9071-8293a4b5c6d7",
  /** An API of Contoso's own, which the groceries app asks access tokens for. */
  ordersApp: "7f2e904c-3d5e-4f70-8182-93a4b5c6d7e8",
  /** The app registration of the API that checks claims of a Verified ID. */
  peopleApiApp: "b24e1fd2-15bc-4fef-9326-74ef1285dcc5",
  extension: "6fc5012e-7665-43d6-9708-4370863f4e6e",
  listener: "990d94e5-cc8f-4c4b-97b4-27e2678aac28",
  verifiedIdExtension: "70d6123f-8776-44e7-8819-548197405f7f",
  verifiedIdListener: "aa1ea5f6-dd90-4d5c-88c5-38f3789bbd39",
  claimsPolicy: "1c5e0a77-52f4-4c6e-9b0d-5a7d8e9f0a1b",
  graphServicePrincipal: "1b2c3d4e-0003-4000-8000-c0000000c001",
  callerServicePrincipal: "1b2c3d4e-9904-4000-8000-c0000000c002",
  logAnalyticsServicePrincipal: "1b2c3d4e-ca7f-4000-8000-c0000000c003",
  /** What Woodgrove's console reads its workspace as: an external tenant's lives in a workforce tenant. */
  logReaderApp: "c0a50000-7777-4aaa-8bbb-000000000001",
  logReaderSecretKey: "c0a50000-7777-4aaa-8bbb-0000000000f1",
} as const

/** Ids of Woodgrove's objects, the same way. */
export const woodgroveIds = {
  tenant: "6a0c3d2f-8b5e-4e3c-a06f-1d2e3f4a5b6c",
  consoleApp: "c0a50000-4444-4aaa-8bbb-000000000001",
  consoleSecretKey: "c0a50000-4444-4aaa-8bbb-0000000000f1",
  groceriesApp: "5d0c7e2a-9b3c-4d5e-8f60-7182930a4b5d",
  /** Uses native authentication instead of the hosted pages. */
  mobileApp: "6e1d8f3b-9c4d-4e6f-9071-8293a4b5c6d8",
  ordersApp: "7f2e904c-9d5e-4f70-8182-93a4b5c6d7e9",
  claimsApiApp: "a13d0fc1-94ab-4ede-b215-63de0174cbb5",
  signUpApiApp: "a13d0fc1-94ab-4ede-b215-63de0174cbb6",
  mailApiApp: "a13d0fc1-94ab-4ede-b215-63de0174cbb7",
  migrationApiApp: "a13d0fc1-94ab-4ede-b215-63de0174cbb8",
  /** Microsoft's app that owns the directory extensions of the tenant. */
  extensionsApp: "e4f51a2b-93c4-4d5e-b6f7-0819a2b3c4d5",
  claimsExtension: "80e7234f-9887-45f8-992a-6592a8516080",
  attributeStartExtension: "80e7234f-9887-45f8-992a-6592a8516081",
  attributeSubmitExtension: "80e7234f-9887-45f8-992a-6592a8516082",
  otpExtension: "80e7234f-9887-45f8-992a-6592a8516083",
  passwordExtension: "80e7234f-9887-45f8-992a-6592a8516084",
  claimsListener: "bb2fb607-eea1-4e6d-99d6-490489accd40",
  otpListener: "bb2fb607-eea1-4e6d-99d6-490489accd41",
  passwordListener: "bb2fb607-eea1-4e6d-99d6-490489accd42",
  userFlow: "79a67c51-c86d-4a48-8313-1e14ac821e16",
  claimsPolicy: "1c5e0a77-92f4-4c6e-9b0d-5a7d8e9f0a1c",
  encryptionKey: "c0a50000-5555-4aaa-8bbb-0000000000e1",
  graphServicePrincipal: "1b2c3d4e-0003-4000-8000-a0000000a001",
  callerServicePrincipal: "1b2c3d4e-9904-4000-8000-a0000000a002",
  logAnalyticsServicePrincipal: "1b2c3d4e-ca7f-4000-8000-a0000000a003",
} as const

const directoryExtension = (name: string) =>
  `extension_${woodgroveIds.extensionsApp.replaceAll("-", "")}_${name}`

/** The directory extension that marks those of Woodgrove's users whose password is still in the old store. */
export const toMigrateProperty = directoryExtension("toBeMigrated")

/** The directory extensions that Woodgrove's user flow collects: a text and a yes or no. */
export const collectedProperties = {
  loyaltyNumber: directoryExtension("LoyaltyNumber"),
  newsletter: directoryExtension("Newsletter"),
} as const
