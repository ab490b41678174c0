/** App id of Entra's caller of extensions. */
export const callerAppId = "99045fe1-7639-4a75-9d4a-577b6ca3810f"

/** App id of Microsoft Graph. */
export const graphAppId = "00000003-0000-0000-c000-000000000000"

/** Id of the app role `CustomAuthenticationExtension.Receive.Payload`. */
export const receivePayload = "214e810f-fda8-4fd7-a475-29461495eb00"
