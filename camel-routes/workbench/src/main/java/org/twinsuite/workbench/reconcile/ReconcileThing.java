package org.twinsuite.workbench.reconcile;

import java.util.Set;

/**
 * What of a thing concerns reconciliation.
 *
 * @param machine whether it has a definition and a parent, so that orders may be raised for it
 * @param system {@code attributes/cmms/system}; {@code null} if it has none
 * @param site {@code null} if it has none
 * @param assetnum number of the asset or, in SAP, of the equipment without zeros before it; {@code
 *     null} if it has none
 * @param functionalLocation {@code null} if it has none
 * @param criticality {@code attributes/criticality}; {@code null} if it has none
 * @param orders references of the orders its feature {@code maintenance} shows
 */
public record ReconcileThing(
    String thingId,
    boolean machine,
    String system,
    String site,
    String assetnum,
    String functionalLocation,
    String criticality,
    Set<String> orders) {}
