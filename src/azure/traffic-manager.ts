import type { TrafficManagerManagementClient } from "@azure/arm-trafficmanager";
import type { Profile } from "../core/profile.ts";
import type { ArmError, Log, TrafficManagerApi } from "../provider/ports.ts";
import { armCall } from "./arm-call.ts";
import { type AzureConnection, clientOptions, READ_TIMEOUT, WRITE_TIMEOUT, withoutTokens } from "./connection.ts";
import { endpointToSdk, newProfileToSdk, profileFromSdk, settingsToSdk } from "./mapping.ts";
import { createTags } from "./tags.ts";

const READ = { requestOptions: { timeout: READ_TIMEOUT } };
const WRITE = { requestOptions: { timeout: WRITE_TIMEOUT } };

export interface TrafficManagerOptions {
  connection: AzureConnection;
  /** The only groups to list; without them the subscription. */
  resourceGroups: readonly string[] | undefined;
  log: Log;
}

/** Traffic Manager over the official SDK, which is loaded with the first call so that the webhook listens before. */
export function createTrafficManager({ connection, resourceGroups, log }: TrafficManagerOptions): TrafficManagerApi {
  let loading: Promise<TrafficManagerManagementClient> | undefined;
  const sdk = () => {
    loading ??= loadClient(connection);
    return loading;
  };

  const listGroup = async (client: TrafficManagerManagementClient, group: string): Promise<Profile[]> => {
    const profiles: Profile[] = [];
    for await (const profile of client.profiles.listByResourceGroup(group, READ))
      profiles.push(profileFromSdk(profile));
    return profiles;
  };

  const api: TrafficManagerApi = {
    listProfiles: () =>
      armCall(async () => {
        const client = await sdk();
        if (resourceGroups) return (await Promise.all(resourceGroups.map((group) => listGroup(client, group)))).flat();
        const profiles: Profile[] = [];
        for await (const profile of client.profiles.listBySubscription(READ)) profiles.push(profileFromSdk(profile));
        return profiles;
      }),
    async getProfile(ref) {
      try {
        return await armCall(async () =>
          profileFromSdk(await (await sdk()).profiles.get(ref.resourceGroup, ref.name, READ)),
        );
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    createProfile: (ref, profile) =>
      armCall(async () => {
        let status = 0;
        const onResponse = (response: { status: number }) => {
          status = response.status;
        };
        const client = await sdk();
        const answer = await client.profiles.createOrUpdate(ref.resourceGroup, ref.name, newProfileToSdk(profile), {
          ...WRITE,
          onResponse,
        });
        return { created: status === 201, profile: profileFromSdk(answer) };
      }),
    async patchProfile(ref, settings) {
      await armCall(async () =>
        (await sdk()).profiles.update(ref.resourceGroup, ref.name, settingsToSdk(settings), WRITE),
      );
    },
    async deleteProfile(ref) {
      await unlessGone(armCall(async () => (await sdk()).profiles.delete(ref.resourceGroup, ref.name, WRITE)));
    },
    async putEndpoint(ref, endpoint) {
      await armCall(async () => {
        const { endpoints } = await sdk();
        return endpoints.createOrUpdate(
          ref.resourceGroup,
          ref.name,
          endpoint.type,
          endpoint.name,
          endpointToSdk(endpoint),
          WRITE,
        );
      });
    },
    async deleteEndpoint(ref, type, name) {
      await unlessGone(
        armCall(async () => (await sdk()).endpoints.delete(ref.resourceGroup, ref.name, type, name, WRITE)),
      );
    },
    ...createTags({
      connection,
      log,
      readTags: async (ref) => (await api.getProfile(ref))?.tags,
      patchTags: async (ref, tags) => {
        await armCall(async () => (await sdk()).profiles.update(ref.resourceGroup, ref.name, { tags }, WRITE));
      },
    }),
    isNameAvailable: (relativeName) =>
      armCall(async () => {
        const client = await sdk();
        const type = "Microsoft.Network/trafficManagerProfiles";
        const answer = await client.profiles.checkTrafficManagerRelativeDnsNameAvailability(
          { name: relativeName, type },
          READ,
        );
        return answer.nameAvailable ?? false;
      }),
  };
  return api;
}

async function loadClient(connection: AzureConnection): Promise<TrafficManagerManagementClient> {
  const { TrafficManagerManagementClient } = await import("@azure/arm-trafficmanager");
  const client = new TrafficManagerManagementClient(
    connection.credential,
    connection.subscriptionId,
    clientOptions(connection),
  );
  return withoutTokens(client, connection);
}

/** A profile that is not there; a missing resource group or subscription is a mistake to be told. */
function isNotFound(error: unknown): boolean {
  const { status, code } = error as Partial<ArmError>;
  return status === 404 && code !== "ResourceGroupNotFound" && code !== "SubscriptionNotFound";
}

async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
