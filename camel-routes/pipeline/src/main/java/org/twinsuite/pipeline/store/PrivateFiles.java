package org.twinsuite.pipeline.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders that only the user of the process may read, whatever its umask. Where the file
 * system knows no POSIX permissions nothing is done.
 */
public final class PrivateFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private PrivateFiles() {}

  /**
   * Writes a file that is not there yet.
   *
   * @throws java.nio.file.FileAlreadyExistsException when it is there
   */
  public static void create(Path file, String text) throws IOException {
    createFolder(file.toAbsolutePath().getParent());
    if (posix(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
    } else {
      Files.createFile(file);
    }
    Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
  }

  /** Makes a folder and those above it that are missing; one that is there stays as it is. */
  public static void createFolder(Path folder) throws IOException {
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    FileAttribute<?>[] attributes =
        posix(folder)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER)}
            : new FileAttribute<?>[0];
    Files.createDirectories(folder, attributes);
  }

  /**
   * Takes the rights of others from a database file and from what a database keeps beside it under
   * names that begin alike, such as a log of writes.
   */
  public static void protect(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (!posix(folder) || !Files.isDirectory(folder)) {
      return;
    }
    String prefix = file.getFileName().toString();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, path -> belongs(path, prefix))) {
      for (Path each : files) {
        if (!Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS).equals(FILE)) {
          Files.setPosixFilePermissions(each, FILE);
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException failed) {
      LOG.warn("permissions of {} cannot be set: {}", file, failed.getMessage());
    }
  }

  private static boolean belongs(Path path, String prefix) {
    String name = path.getFileName().toString();
    return (name.equals(prefix) || name.startsWith(prefix + '.'))
        && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether users other than owner and group may enter the folder of a file. */
  static boolean isOpenToOthers(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return posix(folder)
          && Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains);
    } catch (IOException unknown) {
      return false;
    }
  }

  private static boolean posix(Path path) {
    return path != null && path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
