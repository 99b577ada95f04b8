package dev.weir.controlplane.api;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.function.Function;

/**
 * One operation of the API: how it is asked for, and what becomes of the same request when others make it.
 *
 * @param path as the API's description has it
 * @param target the path that is really asked for, with its query
 * @param body null for none
 * @param foreign an administrator of another organization
 * @param nobody somebody of the organization without any role; or with one that was taken away
 * @param developer somebody with a role on one topic of the organization's cluster
 */
record Route(
        String method,
        String path,
        Audience audience,
        Function<World, String> target,
        Function<World, String> body,
        Outcome foreign,
        Outcome nobody,
        Outcome developer) {
    /** Whom an operation is for. Whoever else asks is refused. */
    enum Audience {
        EVERYBODY,
        /** Whoever has a token that only a mail brings; MailIT shows the rightful. */
        WHO_GOT_A_MAIL,
        /** Administrators of the organization, of whose things the request speaks. */
        ORGANIZATION,
        PLATFORM_ADMIN
    }

    /** What becomes of a request. */
    enum Outcome {
        FORBIDDEN,
        NOT_FOUND,
        /** It works, but shows or changes only what is the caller's own. */
        OF_ITS_OWN,
        /** This caller may do it as well. */
        ALLOWED
    }

    static Route get(String path) {
        return of("GET", path);
    }

    static Route post(String path) {
        return of("POST", path);
    }

    static Route put(String path) {
        return of("PUT", path);
    }

    static Route patch(String path) {
        return of("PATCH", path);
    }

    static Route delete(String path) {
        return of("DELETE", path);
    }

    private static Route of(String method, String path) {
        return new Route(
                method,
                path,
                Audience.ORGANIZATION,
                world -> path,
                null,
                Outcome.NOT_FOUND,
                Outcome.FORBIDDEN,
                Outcome.FORBIDDEN);
    }

    /** A list: everybody gets one, of what they may see. */
    Route list() {
        return new Route(
                method, path, audience, target, body, Outcome.OF_ITS_OWN, Outcome.OF_ITS_OWN, Outcome.OF_ITS_OWN);
    }

    /** What stands for {@code {id}} in the path. */
    Route of(Function<World, String> id) {
        return at(world -> path.replace("{id}", id.apply(world)));
    }

    Route at(Function<World, String> asked) {
        return new Route(method, path, audience, asked, body, foreign, nobody, developer);
    }

    Route sending(Function<World, String> json) {
        return new Route(method, path, audience, target, json, foreign, nobody, developer);
    }

    Route foreign(Outcome outcome) {
        return new Route(method, path, audience, target, body, outcome, nobody, developer);
    }

    Route members(Outcome outcome) {
        return new Route(method, path, audience, target, body, foreign, outcome, outcome);
    }

    Route developers(Outcome outcome) {
        return new Route(method, path, audience, target, body, foreign, nobody, outcome);
    }

    Route forEverybody() {
        return new Route(method, path, Audience.EVERYBODY, target, body, foreign, nobody, developer);
    }

    Route forWhoGotAMail() {
        return new Route(method, path, Audience.WHO_GOT_A_MAIL, target, body, foreign, nobody, developer);
    }

    Route forPlatformAdmin() {
        return new Route(
                method,
                path,
                Audience.PLATFORM_ADMIN,
                target,
                body,
                Outcome.FORBIDDEN,
                Outcome.FORBIDDEN,
                Outcome.FORBIDDEN);
    }

    Response ask(World world, RequestSpecification caller) {
        var request =
                body == null ? caller : caller.contentType(ContentType.JSON).body(body.apply(world));
        return request.request(method, target.apply(world));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
