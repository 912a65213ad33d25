package org.twinsuite.workbench.http;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user that the claims of a verified token name, with the highest role they grant. */
final class OidcClaims {
  private final String nameClaim;
  private final String[] rolesClaim;
  private final Map<String, Role> roles = new HashMap<>();

  /**
   * @param rolesClaim with dots into objects
   * @param pairs {@code value=role}
   * @throws IllegalArgumentException naming the pair that is not one
   */
  OidcClaims(String nameClaim, String rolesClaim, List<String> pairs) {
    this.nameClaim = nameClaim;
    this.rolesClaim = rolesClaim.split("\\.");
    for (String pair : pairs) {
      int equals = pair.lastIndexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("'" + pair + "' is not a value=role pair");
      }
      roles.put(pair.substring(0, equals), Role.parse(pair.substring(equals + 1)));
    }
  }

  /** Empty when the claims grant no role. */
  Optional<User> user(JWTClaimsSet claims) {
    Role highest = null;
    for (String value : values(claims)) {
      Role role = roles.get(value);
      if (role != null && (highest == null || role.covers(highest))) {
        highest = role;
      }
    }
    return highest == null ? Optional.empty() : Optional.of(new User(name(claims), highest));
  }

  private String name(JWTClaimsSet claims) {
    return claims.getClaim(nameClaim) instanceof String name && !name.isBlank()
        ? name
        : claims.getSubject();
  }

  private Collection<String> values(JWTClaimsSet claims) {
    // a claim may have dots in its own name, as those that are URLs do
    Object value = claims.getClaim(String.join(".", rolesClaim));
    if (value == null) {
      value = claims.getClaims();
      for (String part : rolesClaim) {
        value = value instanceof Map<?, ?> object ? object.get(part) : null;
      }
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(String::valueOf).toList();
    }
    return value instanceof String text ? List.of(text.split("\\s+")) : List.of();
  }
}
