// Scalar ships its browser script as one self-contained file. The 272 packages that it was built from are not needed.
function readPackage(manifest) {
  if (manifest.name === '@scalar/api-reference') manifest.dependencies = {};
  return manifest;
}

export const hooks = { readPackage };
