/** Functions that ask by HTTP, as the public keys that tokens are verified with are asked for. */
export const asksByHttp =
  /^(fetch|node-fetch|cross-fetch|undici#(fetch|request)|axios(#get)?|got(#get)?|ky(#get)?|superagent#get|request-promise(#get)?|requests\.get|httpx\.get|urllib\.request\.urlopen|com\.nimbusds\.jose\.jwk\.JWKSet\.load)$/;
