package corpus;

import dev.parallax.annotations.RtSafe;
import java.io.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;
import java.util.function.*;

/** Waiting openly, in locks, in the JDK's collections and in input and output. */
class UnsafeBlocking {
  int number;
  Object kept = "";
  ReentrantLock lock = new ReentrantLock();
  Lock anyLock = lock;
  Condition condition = lock.newCondition();
  Semaphore semaphore = new Semaphore(1);
  CountDownLatch latch = new CountDownLatch(1);
  ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
  ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(4);
  static final Function<String, String> SAME = x -> x;
  static final BiFunction<String, String, String> FIRST = (x, y) -> x;
  StringBuffer buffer = new StringBuffer();
  Thread thread = new Thread();

  @RtSafe synchronized void synchronizedMethod() { number++; } // PLX-RT-002 may block: the monitor of a synchronized method
  @RtSafe void synchronizedBlock() { synchronized (this) { number++; } } // PLX-RT-002 may block: a monitor (synchronized)
  @RtSafe void sleep() throws InterruptedException { Thread.sleep(1); } // PLX-RT-002 calls java.lang.Thread.sleep
  @RtSafe void yieldNow() { Thread.yield(); } // PLX-RT-002 calls java.lang.Thread.yield
  @RtSafe void park() { LockSupport.park(); } // PLX-RT-002 calls java.util.concurrent.locks.LockSupport.park
  @RtSafe void parkNanos() { LockSupport.parkNanos(1); } // PLX-RT-002 calls java.util.concurrent.locks.LockSupport.parkNanos
  @RtSafe void waitFor() throws InterruptedException { kept.wait(); } // PLX-RT-002 calls java.lang.Object.wait
  @RtSafe void notifyOthers() { kept.notifyAll(); } // PLX-RT-002 calls java.lang.Object.notifyAll
  @RtSafe void join() throws InterruptedException { thread.join(); } // PLX-RT-002 calls java.lang.Thread.join
  @RtSafe void start() { thread.start(); } // PLX-RT-001 calls java.lang.Thread.start
  @RtSafe void lock() { lock.lock(); } // PLX-RT-001 calls java.util.concurrent.locks.ReentrantLock.lock
  @RtSafe void anyLock() { anyLock.lock(); } // PLX-RT-001 calls java.util.concurrent.locks.Lock.lock
  @RtSafe void await() throws InterruptedException { condition.await(); } // PLX-RT-001 calls java.util.concurrent.locks.Condition.await
  @RtSafe void acquire() throws InterruptedException { semaphore.acquire(); } // PLX-RT-001 calls java.util.concurrent.Semaphore.acquire
  @RtSafe void latch() throws InterruptedException { latch.await(); } // PLX-RT-001 calls java.util.concurrent.CountDownLatch.await
  @RtSafe void compute() { map.compute("a", FIRST); } // PLX-RT-001 calls java.util.concurrent.ConcurrentHashMap.compute
  @RtSafe void computeIfAbsent() { map.computeIfAbsent("a", SAME); } // PLX-RT-001 calls java.util.concurrent.ConcurrentHashMap.computeIfAbsent
  @RtSafe void putIntoMap() { map.put("a", "b"); } // PLX-RT-001 calls java.util.concurrent.ConcurrentHashMap.put
  @RtSafe void offer() { queue.offer("a"); } // PLX-RT-001 calls java.util.concurrent.ArrayBlockingQueue.offer
  @RtSafe void take() throws InterruptedException { kept = queue.take(); } // PLX-RT-001 calls java.util.concurrent.ArrayBlockingQueue.take
  @RtSafe void print() { System.out.println("x"); } // PLX-RT-001 calls java.io.PrintStream.println
  @RtSafe void printNumber() { System.err.print(1); } // PLX-RT-001 calls java.io.PrintStream.print
  @RtSafe void appendToBuffer() { buffer.append('x'); } // PLX-RT-001 calls java.lang.StringBuffer.append
  @RtSafe void lengthOfBuffer() { number = buffer.length(); } // PLX-RT-002 calls java.lang.StringBuffer.length
  @RtSafe void read(FileInputStream in) throws IOException { number = in.read(); } // PLX-RT-001 calls java.io.FileInputStream.read
  @RtSafe void write(OutputStream out) throws IOException { out.write(1); } // PLX-RT-001 calls java.io.OutputStream.write
  @RtSafe void exists(File file) { number = file.exists() ? 1 : 0; } // PLX-RT-001 calls java.io.File.exists
  @RtSafe void property() { kept = System.getProperty("x"); } // PLX-RT-001 calls java.lang.System.getProperty
  @RtSafe void collect() { System.gc(); } // PLX-RT-005 calls java.lang.System.gc
  @RtSafe void get(Future<String> f) throws Exception { kept = f.get(); } // PLX-RT-001 calls java.util.concurrent.Future.get
  @RtSafe void submit(Executor e) { e.execute(thread); } // PLX-RT-001 calls java.util.concurrent.Executor.execute
}
