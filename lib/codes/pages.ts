const platform = "https://learn.microsoft.com/en-us/entra/identity-platform"

/** Microsoft's table of the extension codes. */
export const codesPage = `${platform}/custom-extension-troubleshoot#error-codes-reference`

/** Microsoft's words on what apps and users see when an extension fails. */
export const behaviourPage = `${platform}/custom-extension-troubleshoot#error-behavior`

/** Microsoft's advice for an API that is too slow. */
export const speedPage = `${platform}/custom-extension-troubleshoot#common-performance-improvements`

/** Microsoft's table of the AADSTS codes. */
export const signInCodesPage = `${platform}/reference-error-codes`

/** Microsoft's page on how an app proves itself with a certificate. */
export const certificatePage = `${platform}/certificate-credentials`

/** Microsoft's page on apps that act for a person. */
export const onBehalfOfPage = `${platform}/v2-oauth2-on-behalf-of-flow`

/** Microsoft's page on sign-ins that Conditional Access stops. */
export const conditionalAccessPage =
  "https://learn.microsoft.com/en-us/entra/identity/conditional-access/troubleshoot-conditional-access"

/** Microsoft's page about the admin consent address. */
export const consentPage = `${platform}/v2-admin-consent`

/** Microsoft's reference of the native authentication API. */
export const nativePage = `${platform}/reference-native-authentication-api`

/** Microsoft's table of the AADB2C codes. */
export const b2cCodesPage = "https://learn.microsoft.com/en-us/azure/active-directory-b2c/error-codes"
