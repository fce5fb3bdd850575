import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Miji from Java 17 or later, without a dependency: bodies are JSON, for whichever reader of JSON the service has.
 * Fields with a star have to be there.
 *
 * <p>Written by {@code npm run other-languages} from the server’s OpenAPI document; change the generator, not this file.
 */
public final class Miji {
    /** The one error of Miji: the status, and the body with its code and article. */
    public static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String body) {
            super(body);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String key;
    private final String onBehalfOf;

    /** Calls of a service, for a person of its company. */
    public Miji(String url, String key, String onBehalfOf) {
        this.url = url.replaceAll("/+$", "");
        this.key = key;
        this.onBehalfOf = onBehalfOf;
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String call(String method, String path, String json, Map<String, String> query)
            throws IOException, InterruptedException {
        String asked = query.entrySet().stream()
                .map(entry -> segment(entry.getKey()) + "=" + segment(entry.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path + (asked.isEmpty() ? "" : "?" + asked)))
                .timeout(Duration.ofSeconds(15))
                .header("authorization", "Bearer " + key)
                .header("miji-on-behalf-of", onBehalfOf);
        if (json == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            // It names this sending. An act that is sent again is named by the idempotencyKey in its body.
            request.header("content-type", "application/json")
                    .header("idempotency-key", UUID.randomUUID().toString())
                    .method(method, HttpRequest.BodyPublishers.ofString(json));
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new Refusal(answer.statusCode(), answer.body());
        }
        return answer.body();
    }

    /** Register an item. The body: title*, catalogueCode*, level*, levelReason, basis*, period*, issuedOn*, responsibleManagerId*, departmentId, range*, regimes, line, sources, customer, scopeOverride, content, upload, paper, idempotencyKey*. */
    public String itemsRegister(String json) throws IOException, InterruptedException {
        return call("POST", "/api/v1/items", json, Map.of());
    }

    /** An item without its content. */
    public String itemsGet(String number) throws IOException, InterruptedException {
        return call("GET", "/api/v1/items/" + segment(number), null, Map.of());
    }

    /** The text of an item, traced. */
    public String itemsRead(String number) throws IOException, InterruptedException {
        return call("GET", "/api/v1/items/" + segment(number) + "/content", null, Map.of());
    }

    /** Ask the law one question. The body: item*, operation*, necessity. */
    public String accessCheck(String json) throws IOException, InterruptedException {
        return call("POST", "/api/v1/access/check", json, Map.of());
    }

    /** Ask the law up to a hundred questions. The body: questions*. */
    public String accessCheckMany(String json) throws IOException, InterruptedException {
        return call("POST", "/api/v1/access/check-many", json, Map.of());
    }

    /** Ask for something to be taken out of an item, lent or destroyed. The body: item*, particulars*, terms, purpose*, necessity, idempotencyKey*. */
    public String requestsFile(String json) throws IOException, InterruptedException {
        return call("POST", "/api/v1/requests", json, Map.of());
    }

    /** A request with what deciding it needs. */
    public String requestsGet(String number) throws IOException, InterruptedException {
        return call("GET", "/api/v1/requests/" + segment(number), null, Map.of());
    }

    /** The caller’s grants, or those he has given. The query: box, cursor, limit. */
    public String grantsList(Map<String, String> query) throws IOException, InterruptedException {
        return call("GET", "/api/v1/grants", null, query);
    }

    /** Use a grant once: the next copy. The body: from, idempotencyKey*. */
    public String grantsUse(String grant, String json) throws IOException, InterruptedException {
        return call("POST", "/api/v1/grants/" + segment(grant) + "/copies", json, Map.of());
    }

    /** People of a company, with their posts. The query: company, search, cursor, limit. */
    public String organisationPeople(Map<String, String> query) throws IOException, InterruptedException {
        return call("GET", "/api/v1/people", null, query);
    }

    /** Reads an item for a person, if he may know it: MIJI_URL, MIJI_API_KEY, PERSON, ITEM. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> settings = System.getenv();
        Miji miji = new Miji(settings.get("MIJI_URL"), settings.get("MIJI_API_KEY"), settings.get("PERSON"));
        try {
            System.out.println(miji.itemsRead(settings.get("ITEM")));
        } catch (Refusal refused) {
            // Outside the range and never issued are one answer.
            System.out.println(refused.status() + " " + refused.getMessage());
        }
    }
}
