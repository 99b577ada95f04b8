package dev.weir.controlplane.identityprovider;

import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.SentResource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients send. Either an issuer with its audience, or an authority's certificates. */
@Schema(name = "IdentityProviderRequest")
record IdentityProviderBody(
        @Nullable String apiVersion,
        @Nullable String kind,
        @Nullable String id,
        @Nullable SentMetadata metadata,

        @Schema(minLength = 1, maxLength = 64) @Nullable String displayName,

        @Schema(maxLength = ProviderFields.LONGEST_TEXT) @Nullable
        String description,

        @Schema(description = "The iss of its tokens, such as https://login.example.com/realms/apps.", maxLength = 512)
        @Nullable
        String issuer,

        @Schema(description = "Where its keys are; left out when its discovery document says so.", maxLength = 512)
        @Nullable
        String jwksUri,

        @Schema(description = "The aud that its tokens must have.", maxLength = ProviderFields.LONGEST_TEXT) @Nullable
        String audience,

        @Schema(description = "The claim that says whose a token is; sub by default.", maxLength = 64) @Nullable
        String subjectClaim,

        @Schema(description = "PEM of who signs the certificates of clients.", maxLength = ProviderFields.LONGEST_PEM)
        @Nullable
        String certificateAuthority,

        @Schema(description = "What of a certificate's subject is the name: CN (default) or DN.") @Nullable
        String subjectFrom,

        @Schema(description = "All mappings: a change replaces them.", maxItems = ProviderFields.MOST_MAPPINGS)
        @Nullable
        List<@Nullable MappingBody> mappings)
        implements SentResource {

    /** Which service account somebody is. */
    @Schema(name = "IdentityMappingRequest")
    record MappingBody(
            @Schema(maxLength = ProviderFields.LONGEST_TEXT) @Nullable
            String subject,

            @Nullable String serviceAccount) {}

    /** What clients see. */
    @Schema(name = "IdentityProvider")
    record IdentityProviderView(
            String apiVersion,
            String kind,
            String id,
            Metadata metadata,
            String displayName,
            String description,
            @Nullable String issuer,
            @Nullable String jwksUri,
            @Nullable String audience,
            @Nullable String subjectClaim,
            @Nullable String certificateAuthority,
            @Nullable String subjectFrom,
            List<MappingView> mappings) {
        IdentityProviderView {
            mappings = List.copyOf(mappings);
        }
    }

    /** Which service account somebody is. */
    @Schema(name = "IdentityMapping")
    record MappingView(String subject, String serviceAccount) {}
}
