package org.twinsuite.connectors.scada.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpcUaIdentityTest {

  @TempDir Path pki;

  @Test
  void aCreatedKeyIsReadableByItsOwnerOnlyAndUsedAgain() throws Exception {
    // WHEN
    OpcUaIdentity created = OpcUaIdentity.in(pki, "secret");
    // THEN
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pki.resolve("own.p12"))))
        .isEqualTo("rw-------");
    assertThat(OpcUaIdentity.in(pki, "secret").chain()[0]).isEqualTo(created.chain()[0]);
    assertThatThrownBy(() -> OpcUaIdentity.in(pki, "other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pkiPassword")
        .hasMessageNotContaining("other");
  }
}
