import type { ResourceManagementClient } from "@azure/arm-resources";
import type { ProfileRef } from "../core/profile.ts";
import { ArmError, type Log, type TrafficManagerApi } from "../provider/ports.ts";
import { armCall } from "./arm-call.ts";
import { type AzureConnection, clientOptions, WRITE_TIMEOUT, withoutTokens } from "./connection.ts";

export interface TagsOptions {
  connection: AzureConnection;
  log: Log;
  readTags(ref: ProfileRef): Promise<Record<string, string> | undefined>;
  /** Replaces all tags by a PATCH of the profile. */
  patchTags(ref: ProfileRef, tags: Record<string, string>): Promise<void>;
}

/**
 * Tags through the tags API, whose Merge and Delete are atomic per key. An identity that may not use it (403) falls back on a PATCH
 * of the profile with the whole set, read directly before, and the log says once what the role lacks.
 */
export function createTags({
  connection,
  log,
  readTags,
  patchTags,
}: TagsOptions): Pick<TrafficManagerApi, "mergeTags" | "deleteTags"> {
  let loading: Promise<ResourceManagementClient> | undefined;
  let forbidden = false;

  const update = (ref: ProfileRef, operation: "Merge" | "Delete", tags: Record<string, string>) =>
    armCall(async () => {
      loading ??= loadClient(connection);
      const { tagsOperations } = await loading;
      const options = { requestOptions: { timeout: WRITE_TIMEOUT }, updateIntervalInMs: 500 };
      await tagsOperations.beginUpdateAtScopeAndWait(
        idOf(connection, ref),
        { operation, properties: { tags } },
        options,
      );
    });

  const orPatch = async (
    write: () => Promise<void>,
    ref: ProfileRef,
    edit: (tags: Record<string, string>) => Record<string, string>,
  ) => {
    if (!forbidden) {
      try {
        return await write();
      } catch (error) {
        if (!(error instanceof ArmError) || error.status !== 403) throw error;
        forbidden = true;
        log.warn(
          { code: error.code },
          "the role lacks Microsoft.Resources/tags/*: tags are written by a PATCH of the whole profile, which is not atomic per tag",
        );
      }
    }
    const tags = await readTags(ref);
    if (!tags) throw new ArmError(gone(ref));
    await patchTags(ref, edit(tags));
  };

  return {
    mergeTags: (ref, tags) =>
      orPatch(
        () => update(ref, "Merge", tags),
        ref,
        (current) => ({ ...without(current, Object.keys(tags)), ...tags }),
      ),
    deleteTags: (ref, names) =>
      orPatch(
        // The API deletes by name; the values it is given with are not compared when they are empty.
        () => update(ref, "Delete", Object.fromEntries(names.map((name) => [name, ""]))),
        ref,
        (current) => without(current, names),
      ),
  };
}

async function loadClient(connection: AzureConnection): Promise<ResourceManagementClient> {
  const { ResourceManagementClient } = await import("@azure/arm-resources");
  const client = new ResourceManagementClient(
    connection.credential,
    connection.subscriptionId,
    clientOptions(connection),
  );
  return withoutTokens(client, connection);
}

function idOf({ subscriptionId }: AzureConnection, { resourceGroup, name }: ProfileRef): string {
  return `subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/trafficManagerProfiles/${name}`;
}

function gone({ name }: ProfileRef) {
  return { status: 404, code: "ResourceNotFound", message: `The profile ${name} does not exist any more` };
}

function without(tags: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  const gone = new Set(names.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !gone.has(name.toLowerCase())));
}
