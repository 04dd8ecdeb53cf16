export { issueCertificate, reissueCertificate, type CertificateFacts } from './issue-certificate.js';
export { verifyCertificate, type CertifiedData, type Verification } from './verify-certificate.js';
export { readCertificateFile, type CertificateFile } from './read-certificate-file.js';
export { createKeyPair, keyIdOf, readPrivateKey, readPublicKey, type KeyPair } from './keys.js';
export { hashPolicy, hashResult, hashText } from './hashes.js';
export { canonicalJson } from './canonical-json.js';
