package org.twinsuite.predictors.flight;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A way to a server that can go from one moment to the next, as if the machine had died. */
final class CuttableProxy implements Closeable {

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final Semaphore passing = new Semaphore(1);
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  CuttableProxy(int target) throws IOException {
    this.target = target;
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Connections there have been. */
  int connections() {
    return sockets.size() / 2;
  }

  /** From now on nothing passes, until {@link #resume()}. */
  void hold() {
    passing.acquireUninterruptibly();
  }

  void resume() {
    passing.release();
  }

  /** Resets all connections and takes no new ones. */
  void cut() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        if (!socket.isClosed()) {
          socket.setSoLinger(true, 0);
          socket.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket near = listener.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(near);
        sockets.add(far);
        start(() -> copy(near, far));
        start(() -> copy(far, near));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] bytes = new byte[16384];
    try {
      for (int count = from.getInputStream().read(bytes);
          count >= 0;
          count = from.getInputStream().read(bytes)) {
        passing.acquireUninterruptibly();
        passing.release();
        to.getOutputStream().write(bytes, 0, count);
      }
    } catch (IOException e) {
      // cut
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cuttable-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    cut();
  }
}
