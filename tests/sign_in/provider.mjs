/**
 * A real OpenID Connect provider (oidc-provider, certified) on loopback, in the shape of an agency's single sign-on: public clients
 * with PKCE, a page that signs in whoever opens it. Started by oidc.py, which reads its address from its first line; the issuer is
 * that address too, unless "issuer" names something that stands before it.
 *
 *   node provider.mjs '{"clients": {"<client id>": ["<redirect uri>"]}, "claims": {"groups": ["asn"]}}'
 */
import { generateKeyPairSync } from "node:crypto";
import http from "node:http";
import Provider from "oidc-provider";

const { clients, claims, issuer: told } = JSON.parse(process.argv[2]);

/** @returns {object[]} keys of every kind that a client may choose to have its tokens signed with */
function makeKeys() {
  const kinds = [
    ["RS256", "rsa", { modulusLength: 2048 }],
    ["ES256", "ec", { namedCurve: "P-256" }],
    ["EdDSA", "ed25519", {}],
  ];
  return kinds.map(([alg, kind, options]) => ({
    ...generateKeyPairSync(kind, options).privateKey.export({ format: "jwk" }),
    use: "sig",
    kid: `${alg}-${process.pid}`,
  }));
}

const server = http.createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const address = `http://127.0.0.1:${server.address().port}`;
const issuer = told ?? address;
const provider = new Provider(issuer, {
  jwks: { keys: makeKeys() },
  cookies: { keys: ["kunci-uji"] },
  clients: Object.entries(clients).map(([client_id, redirect_uris]) => ({
    client_id,
    redirect_uris,
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code"],
    response_types: ["code"],
    id_token_signed_response_alg: /^(RS|ES)256$|^EdDSA$/u.exec(client_id.split(".").at(-1))?.[0] ?? "RS256",
  })),
  claims: { openid: ["sub"], email: ["email", "email_verified"], groups: ["groups"] },
  conformIdTokenClaims: false,
  clientBasedCORS: () => true,
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...claims }) }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  pkce: { required: () => true },
  renderError: (context, out) => {
    context.body = JSON.stringify(out);
  },
  ttl: { IdToken: 300, AccessToken: 300, AuthorizationCode: 60, Grant: 600, Interaction: 600, Session: 600 },
});

/** Sign in whoever comes and agree to everything, in one step. */
provider.use(async (context, next) => {
  if (!context.path.startsWith("/interaction/")) {
    return next();
  }
  const { params } = await provider.interactionDetails(context.req, context.res);
  const accountId = "199001012015031001";
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const outcome = { login: { accountId }, consent: { grantId: await grant.save() } };
  return provider.interactionFinished(context.req, context.res, outcome, { mergeWithLastSubmission: false });
});

server.on("request", provider.callback());
console.log(address);
