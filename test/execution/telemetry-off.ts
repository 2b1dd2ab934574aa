// Switches off what `@apollo/gateway` would send to its maker. Import it before anything of Apollo's.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
