import { toArmError } from "./arm-error.ts";

/** Runs one SDK call and turns whatever it throws into an `ArmError`; what is not Azure's or the network's passes unchanged. */
export async function armCall<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw toArmError(error, Date.now());
  }
}
