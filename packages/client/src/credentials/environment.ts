/** What the environment says of how to reach DLI, and as whom. */
export interface Environment {
  accessKeyId: string | undefined;
  secretAccessKey: string | undefined;
  securityToken: string | undefined;
  projectId: string | undefined;
  region: string | undefined;
  iamEndpoint: string | undefined;
}

/** Reads the variables that Huawei Cloud's SDKs read. An empty one counts as not set; without an environment, none is. */
export function readEnvironment(): Environment {
  return {
    accessKeyId: variable('HUAWEICLOUD_SDK_AK'),
    secretAccessKey: variable('HUAWEICLOUD_SDK_SK'),
    securityToken: variable('HUAWEICLOUD_SDK_SECURITY_TOKEN'),
    projectId: variable('HUAWEICLOUD_SDK_PROJECT_ID'),
    region: variable('HUAWEICLOUD_SDK_REGION_ID'),
    iamEndpoint: variable('HUAWEICLOUD_SDK_IAM_ENDPOINT'),
  };
}

function variable(name: string): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name] || undefined;
  } catch {
    // Deno throws unless the program may read it.
    return undefined;
  }
}
