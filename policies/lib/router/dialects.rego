# METADATA
# description: What configurations of routers are written for.
package bgplint.lib.router.dialects

# METADATA
# description: The product whose language a router's configuration is written in, as sentences call it.
name(router) := {"frr": "FRR", "ios": "IOS", "eos": "EOS", "nxos": "NX-OS"}[router.dialect]
