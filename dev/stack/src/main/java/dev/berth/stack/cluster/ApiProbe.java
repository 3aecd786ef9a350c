package dev.berth.stack.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks an API server whether it is ready; a kubectl per question would cost more than the whole start. */
final class ApiProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Kubeconfig kubeconfig;
    private final HttpClient client;

    ApiProbe(Kubeconfig kubeconfig) {
        this.kubeconfig = kubeconfig;
        this.client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .sslContext(trusting(kubeconfig.authorityPem()))
                .build();
    }

    /** Ready, and the namespace that everybody expects is there: it is made a moment later, by the server itself. */
    boolean ready() {
        return answers("/readyz") && answers("/api/v1/namespaces/default");
    }

    private boolean answers(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(kubeconfig.server() + path))
                .header("Authorization", "Bearer " + kubeconfig.token())
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static SSLContext trusting(String pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalArgumentException("The API server's certificate cannot be read", broken);
        }
    }
}
