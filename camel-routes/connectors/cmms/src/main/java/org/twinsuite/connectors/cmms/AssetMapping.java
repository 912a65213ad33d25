package org.twinsuite.connectors.cmms;

/**
 * Where a thing is in a maintenance system: the thing's {@code attributes/cmms}.
 *
 * @param system configured name of the maintenance system
 * @param site site or planning plant, or null
 * @param assetnum asset number (Maximo, Odoo, generic), or null
 * @param equipment equipment number (SAP), or null
 * @param functionalLocation functional location (SAP) or location (Maximo), or null
 */
public record AssetMapping(
    String system, String site, String assetnum, String equipment, String functionalLocation) {

  public AssetMapping {
    if (system == null || system.isBlank()) {
      throw new IllegalArgumentException("attributes/cmms/system is missing: name the system");
    }
    if (assetnum == null && equipment == null && functionalLocation == null) {
      throw new IllegalArgumentException(
          "attributes/cmms names no asset: set assetnum, equipment or functionalLocation");
    }
  }

  /** The common case of systems that know assets by number. */
  public static AssetMapping ofAssetnum(String system, String site, String assetnum) {
    return new AssetMapping(system, site, assetnum, null, null);
  }
}
