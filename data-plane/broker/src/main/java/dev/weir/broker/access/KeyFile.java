package dev.weir.broker.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.Key;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** The keys of a JSON Web Key Set in a file, which is read again when it has changed. */
final class KeyFile implements VerificationKeyResolver {
    private record Version(
            FileTime modified, long size, @Nullable Object inode) {}

    private record Content(Version version, VerificationKeyResolver keys) {}

    private final Path file;
    private volatile Content content;

    /**
     * Reads the file.
     *
     * @throws IOException if it can't be read or isn't a key set
     */
    KeyFile(Path file) throws IOException {
        this.file = file;
        this.content = read(file);
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        try {
            if (!version(file).equals(content.version())) {
                content = read(file);
            }
        } catch (IOException unreadable) {
            throw new UnresolvableKeyException("The keys can't be read: " + unreadable.getMessage(), unreadable);
        }
        return content.keys().resolveKey(signature, nesting);
    }

    // The version is taken first: a file that changes in between is read once more, never missed.
    private static Content read(Path file) throws IOException {
        Version version = version(file);
        try {
            var keys = new JsonWebKeySet(Files.readString(file)).getJsonWebKeys();
            return new Content(version, new JwksVerificationKeyResolver(keys));
        } catch (JoseException malformed) {
            throw new IOException(file + " isn't a JSON Web Key Set", malformed);
        }
    }

    private static Version version(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
