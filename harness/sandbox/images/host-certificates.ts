import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

const usualPlaces = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * The certificate authorities that this host trusts, as PEM: behind a proxy that intercepts TLS, pip and apt in a build must
 * trust the same ones. SSL_CERT_FILE and NODE_EXTRA_CA_CERTS win over the system's bundle; empty where there is none.
 */
export async function hostCertificates(): Promise<{ readonly path: string | undefined; readonly pem: string }> {
  const { SSL_CERT_FILE, NODE_EXTRA_CA_CERTS } = process.env;
  const path = [SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, ...usualPlaces].find(
    (each) => each !== undefined && existsSync(each),
  );
  return path === undefined ? { path, pem: "" } : { path, pem: await readFile(path, "utf8") };
}
