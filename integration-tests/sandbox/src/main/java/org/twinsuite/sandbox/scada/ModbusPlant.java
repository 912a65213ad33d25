package org.twinsuite.sandbox.scada;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.procimg.DigitalOut;
import com.ghgande.j2mod.modbus.procimg.IllegalAddressException;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalIn;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalOut;
import com.ghgande.j2mod.modbus.procimg.SimpleInputRegister;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real Modbus TCP slave (j2mod), unit 1, with 1000 holding registers, 100 input registers, coils
 * and discrete inputs each. Holding registers can be taken out of service.
 */
public final class ModbusPlant implements AutoCloseable {

  public static final int HOLDING = 1000;
  private static final int OTHERS = 100;
  private static final int UNIT = 1;
  private static final int THREADS = 4;

  /** Refuses what is out of service with exception 2, and counts requests. */
  private final class Image extends SimpleProcessImage {
    Image() {
      super(UNIT);
    }

    @Override
    public synchronized Register[] getRegisterRange(int offset, int count)
        throws IllegalAddressException {
      reads.add(new Read(offset, count));
      for (int i = offset; i < offset + count; i++) {
        if (outOfService.contains(i)) {
          throw new IllegalAddressException();
        }
      }
      return super.getRegisterRange(offset, count);
    }

    @Override
    public synchronized DigitalOut[] getDigitalOutRange(int offset, int count)
        throws IllegalAddressException {
      reads.add(new Read(offset, count));
      return super.getDigitalOutRange(offset, count);
    }
  }

  /** A request that was answered or refused. */
  public record Read(int offset, int count) {}

  private final int port;
  private final Image image = new Image();
  private final Set<Integer> outOfService = ConcurrentHashMap.newKeySet();
  private final List<Read> reads = new CopyOnWriteArrayList<>();
  private ModbusSlave slave;

  public ModbusPlant() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    for (int i = 0; i < HOLDING; i++) {
      image.addRegister(new SimpleRegister(0));
    }
    for (int i = 0; i < OTHERS; i++) {
      image.addInputRegister(new SimpleInputRegister(i));
      image.addDigitalOut(new SimpleDigitalOut(false));
      image.addDigitalIn(new SimpleDigitalIn(i % 3 == 0));
    }
  }

  public void start() throws ModbusException {
    slave =
        ModbusSlaveFactory.createTCPSlave(InetAddress.getLoopbackAddress(), port, THREADS, false);
    slave.addProcessImage(UNIT, image);
    slave.open();
  }

  public void stop() {
    ModbusSlaveFactory.close(slave);
  }

  @Override
  public void close() {
    stop();
  }

  public URI url() {
    return URI.create("modbus-tcp://127.0.0.1:" + port);
  }

  public void set(int register, int... values) {
    synchronized (image) {
      for (int i = 0; i < values.length; i++) {
        image.getRegister(register + i).setValue(values[i]);
      }
    }
  }

  public int get(int register) {
    return image.getRegister(register).getValue();
  }

  public void setCoil(int coil, boolean value) {
    image.getDigitalOut(coil).set(value);
  }

  public boolean coil(int coil) {
    return image.getDigitalOut(coil).isSet();
  }

  /** Takes a holding register out of service, or back into it. */
  public void serve(int register, boolean served) {
    if (served) {
      outOfService.remove(register);
    } else {
      outOfService.add(register);
    }
  }

  /** The requests for holding registers and coils up to now. */
  public List<Read> reads() {
    return List.copyOf(reads);
  }

  public void forgetReads() {
    reads.clear();
  }
}
