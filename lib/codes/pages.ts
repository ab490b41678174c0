const platform = "https://learn.microsoft.com/en-us/entra/identity-platform"

/** Microsoft's table of the extension codes. */
export const codesPage = `${platform}/custom-extension-troubleshoot#error-codes-reference`

/** Microsoft's words on what apps and users see when an extension fails. */
export const behaviourPage = `${platform}/custom-extension-troubleshoot#error-behavior`

/** Microsoft's advice for an API that is too slow. */
export const speedPage = `${platform}/custom-extension-troubleshoot#common-performance-improvements`

/** Microsoft's table of the AADSTS codes. */
export const signInCodesPage = `${platform}/reference-error-codes`

/** Microsoft's page about the admin consent address. */
export const consentPage = `${platform}/v2-admin-consent`

/** Microsoft's reference of the native authentication API. */
export const nativePage = `${platform}/reference-native-authentication-api`

/** Microsoft's table of the AADB2C codes. */
export const b2cCodesPage = "https://learn.microsoft.com/en-us/azure/active-directory-b2c/error-codes"
