import type { Schema } from "../kql/language"
import { type Column, columnType } from "../kql/values/value"

/** Columns by their names, each with its type behind a colon unless it is string. */
const columnsOf = (written: string): readonly Column[] =>
  written
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name = "", type = "string"] = word.split(":")
      return { name, type: columnType(type) }
    })

/**
 * The tables of a workspace that the sandbox knows. Those of sign-ins are as `getschema` gave them for a real
 * workspace; the audit log is as in https://learn.microsoft.com/azure/azure-monitor/reference/tables/auditlogs, with
 * the workspace's id that every table has. INFERRED: the order of the audit log's columns.
 */
export const schema: Schema = new Map([
  [
    "SigninLogs",
    columnsOf(`
    TenantId SourceSystem TimeGenerated:datetime ResourceId OperationName OperationVersion Category
    ResultType ResultSignature ResultDescription DurationMs:long CorrelationId Resource ResourceGroup
    ResourceProvider Identity Level Location AlternateSignInName AppDisplayName AppId
    AuthenticationContextClassReferences AuthenticationDetails AppliedEventListeners:dynamic
    AuthenticationMethodsUsed AuthenticationProcessingDetails AuthenticationRequirement
    AuthenticationRequirementPolicies ClientAppUsed ConditionalAccessPolicies:dynamic
    ConditionalAccessStatus CreatedDateTime:datetime DeviceDetail:dynamic IsInteractive:bool Id IPAddress
    IsRisky:bool LocationDetails:dynamic MfaDetail:dynamic NetworkLocationDetails OriginalRequestId
    ProcessingTimeInMilliseconds RiskDetail RiskEventTypes RiskEventTypes_V2 RiskLevelAggregated
    RiskLevelDuringSignIn RiskState ResourceDisplayName ResourceIdentity ResourceServicePrincipalId
    ServicePrincipalId ServicePrincipalName Status:dynamic TokenIssuerName TokenIssuerType UserAgent
    UserDisplayName UserId UserPrincipalName AADTenantId UserType FlaggedForReview:bool
    IPAddressFromResourceProvider SignInIdentifier SignInIdentifierType ResourceTenantId HomeTenantId
    UniqueTokenIdentifier SessionId SessionLifetimePolicies AutonomousSystemNumber AuthenticationProtocol
    CrossTenantAccessType AuthenticationAppDeviceDetails AuthenticationAppPolicyEvaluationDetails
    ClientCredentialType FederatedCredentialId GlobalSecureAccessIpAddress HomeTenantName IncomingTokenType
    IsTenantRestricted:bool IsThroughGlobalSecureAccess:bool OriginalTransferMethod
    TokenProtectionStatusDetails:dynamic AppOwnerTenantId ResourceOwnerTenantId Agent:dynamic
    SourceAppClientId ConditionalAccessAudiences AuthenticatorAppLocation ClientSessionId RootActorID
    AppliedConditionalAccessPolicies RiskLevel Type
    `),
  ],
  [
    "AADNonInteractiveUserSignInLogs",
    columnsOf(`
    TenantId SourceSystem TimeGenerated:datetime OperationName OperationVersion Category ResultType
    ResultSignature ResultDescription DurationMs:long CorrelationId ResourceGroup Identity Level Location
    AADTenantId Agent AlternateSignInName AppDisplayName AppId AppliedEventListeners:dynamic
    AppOwnerTenantId AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed
    AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement
    AuthenticationRequirementPolicies AuthenticatorAppLocation AutonomousSystemNumber ClientAppUsed
    ClientCredentialType ClientSessionId ConditionalAccessAudiences ConditionalAccessPolicies
    ConditionalAccessPoliciesV2:dynamic ConditionalAccessStatus CreatedDateTime:datetime
    CrossTenantAccessType DeviceDetail FederatedCredentialId GlobalSecureAccessIpAddress HomeTenantId
    HomeTenantName Id IncomingTokenType IPAddress IsInteractive:bool IsRisky:bool IsTenantRestricted:bool
    IsThroughGlobalSecureAccess:bool LocationDetails MfaDetail NetworkLocationDetails OriginalRequestId
    OriginalTransferMethod ProcessingTimeInMs ResourceDisplayName ResourceIdentity ResourceOwnerTenantId
    ResourceServicePrincipalId ResourceTenantId RootActorID RiskDetail RiskEventTypes RiskEventTypes_V2
    RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId SessionId
    SessionLifetimePolicies SignInEventTypes SignInIdentifierType TokenProtectionStatusDetails Status
    TokenIssuerName TokenIssuerType UniqueTokenIdentifier UserAgent UserDisplayName UserId
    UserPrincipalName UserType Type
    `),
  ],
  [
    "AADServicePrincipalSignInLogs",
    columnsOf(`
    TenantId SourceSystem TimeGenerated:datetime OperationName OperationVersion Category ResultType
    ResultSignature ResultDescription DurationMs:long CorrelationId ResourceGroup Identity Level Location
    AppId AppOwnerTenantId AuthenticationContextClassReferences AutonomousSystemNumber
    AuthenticationProcessingDetails ClientCredentialType ConditionalAccessAudiences
    ConditionalAccessPolicies ConditionalAccessPoliciesV2:dynamic ConditionalAccessStatus
    CreatedDateTime:datetime FederatedCredentialId Id IPAddress LocationDetails NetworkLocationDetails
    ResourceDisplayName ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId
    ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint ServicePrincipalId
    ServicePrincipalName SessionId UniqueTokenIdentifier Agent UserAgent AADTenantId Type
    `),
  ],
  [
    "AuditLogs",
    columnsOf(`
    TenantId SourceSystem TimeGenerated:datetime ResourceId OperationName OperationVersion Category
    ResultType ResultSignature ResultDescription DurationMs:long CorrelationId Resource ResourceGroup
    ResourceProvider Identity Level Location AdditionalDetails:dynamic Id InitiatedBy:dynamic
    LoggedByService Result ResultReason TargetResources:dynamic AADTenantId ActivityDisplayName
    ActivityDateTime:datetime AADOperationType Type
    `),
  ],
])
