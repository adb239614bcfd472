/** The example of the README: one application of two clusters. */
export const PROFILE = "my-app-global";
export const VANITY = "my-app.example.com";
export const EAST_ADDRESS = "20.1.1.1";
export const WEST_ADDRESS = "20.2.2.2";
