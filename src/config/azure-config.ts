import { type AzureJson, NO_AZURE_JSON, parseAzureJson } from "../azure/azure-json.ts";
import { type Cloud, cloudOfAuthority, findCloud } from "../azure/clouds.ts";
import type { AzureTarget } from "../azure/credential.ts";
import { chooseIdentity } from "../azure/identity.ts";
import { type Environment, SettingError, type Settings } from "./settings.ts";
import { readBaseUrl } from "./values.ts";

export interface AzureConfig {
  readonly subscriptionId: string;
  /** Holds the secret of a service principal: never to be logged. */
  readonly target: AzureTarget;
}

/** Reads a file; `undefined` when there is none. */
export type ReadFile = (path: string) => string | undefined;

/** external-dns's default for `--azure-config-file`. */
const USUAL_FILE = "/etc/kubernetes/azure.json";
/** What the emulator serves when no subscription is named. */
const EMULATOR_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

export function azureConfigFrom(settings: Settings, env: Environment, file: AzureJson): AzureConfig {
  const emulator = settings.read("azure-emulator", readBaseUrl);
  return {
    subscriptionId: subscriptionId(settings, file, emulator !== undefined),
    target: emulator === undefined ? azureItself(settings, env, file) : { emulator },
  };
}

/** azure.json: a file that is named must be there, the usual one need not. An emulator needs none. */
export function azureJsonFrom(settings: Settings, readFile: ReadFile): AzureJson {
  const named = settings.text("azure-config-file");
  if (named === undefined && settings.isGiven("azure-emulator")) return NO_AZURE_JSON;
  const path = named ?? USUAL_FILE;
  let contents: string | undefined;
  try {
    contents = readFile(path);
    if (contents !== undefined) return parseAzureJson(contents);
  } catch (error) {
    throw new SettingError(`${path} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (named === undefined) return NO_AZURE_JSON;
  throw new SettingError(`${settings.spelled("azure-config-file")}: there is no file ${path}`);
}

function azureItself(settings: Settings, env: Environment, file: AzureJson): AzureTarget {
  const cloud = cloudFrom(settings, env, file);
  try {
    const userAssigned = settings.text("azure-user-assigned-identity-client-id");
    return { cloud, identity: chooseIdentity(file, env, userAssigned) };
  } catch (error) {
    throw new SettingError(`azure.json cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function cloudFrom(settings: Settings, env: Environment, file: AzureJson): Cloud {
  const name = settings.text("azure-cloud") ?? file.cloud;
  if (name === undefined) return cloudOfAuthority(env.AZURE_AUTHORITY_HOST);
  const found = findCloud(name, file);
  if ("cloud" in found) return found.cloud;
  const where = settings.isGiven("azure-cloud") ? settings.spelled("azure-cloud") : '"cloud" in azure.json';
  throw new SettingError(`${where}: "${name}" is not ${found.right}`);
}

function subscriptionId(settings: Settings, file: AzureJson, isEmulated: boolean): string {
  const id = settings.text("azure-subscription-id") ?? file.subscriptionId;
  if (id === undefined) {
    if (isEmulated) return EMULATOR_SUBSCRIPTION;
    throw new SettingError(
      "an Azure subscription is needed: give --azure-subscription-id (AZURE_SUBSCRIPTION_ID) or --azure-config-file, or --azure-emulator to try without Azure",
    );
  }
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id;
  const where = settings.isGiven("azure-subscription-id")
    ? settings.spelled("azure-subscription-id")
    : '"subscriptionId" in azure.json';
  throw new SettingError(`${where}: "${id}" is not a subscription id such as ${EMULATOR_SUBSCRIPTION}`);
}
